package dev.weir.pack;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where no runtime can be made. */
class JavaRuntimeTest {
  private static final Architecture OWN = Architecture.ofThisMachine().orElseThrow();
  private static final Architecture OTHER =
      Arrays.stream(Architecture.values()).filter(each -> each != OWN).findFirst().orElseThrow();

  @TempDir Path folder = Path.of("");

  @Test
  void namesTheWaysToTheOtherProcessor() {
    String said = refused(OTHER, null);

    assertTrue(said.contains("--jdk, or run ./weir package on a machine with " + OTHER), said);
  }

  @Test
  void refusesWhatIsNoJdk() {
    assertTrue(refused(OWN, folder).contains("it is no JDK: check --jdk"));
  }

  @Test
  void refusesAJdkOfAnotherProcessor() throws Exception {
    assertTrue(refused(OWN, jdk(OTHER, Runtime.version().toString())).contains("is a JDK for"));
  }

  @Test
  void refusesAJdkOfAnotherProcessorWithoutJmods() throws Exception {
    String said = refused(OTHER, jdk(OTHER, "25.0.1"));

    assertTrue(said.contains("has no folder jmods"), said);
  }

  @Test
  void refusesAJdkOfAnotherProcessorAndVersion() throws Exception {
    Path jdk = jdk(OTHER, "24.0.1");
    Files.createDirectory(jdk.resolve("jmods"));

    String said = refused(OTHER, jdk);

    assertTrue(said.contains("is Java 24.0.1, and jlink of Java "), said);
  }

  private Path jdk(Architecture architecture, String version) throws Exception {
    String release = "JAVA_VERSION=\"%s\"\nOS_ARCH=\"%s\"\n".formatted(version, architecture);
    Files.writeString(folder.resolve("release"), release);
    return folder;
  }

  private String refused(Architecture architecture, @Nullable Path jdk) {
    Path target = folder.resolve("runtime");
    return String.valueOf(
        assertThrows(PackagingException.class, () -> JavaRuntime.link(architecture, jdk, target))
            .getMessage());
  }
}
