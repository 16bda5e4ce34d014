package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout, where nothing is as it is at a developer's desk. */
final class LauncherTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern COMMAND = Pattern.compile("^  ([a-z][a-z-]+)  ", Pattern.MULTILINE);

  @Test
  void saysItsHelpBeforeAnythingIsBuilt(@TempDir Path checkout) throws Exception {
    Files.createDirectories(checkout.resolve("sidecar/src"));
    Files.copy(ROOT.resolve("weir"), checkout.resolve("weir"));
    Files.copy(ROOT.resolve("pom.xml"), checkout.resolve("pom.xml"));

    Run help = run(checkout, Map.of("PATH", "/usr/bin:/bin"), "--help");

    assertEquals(0, help.code(), help.err());
    assertEquals("", help.err());
    assertEquals(commands(run(ROOT, environment(), "--help").out()), commands(help.out()));
  }

  @Test
  void runsWithoutHomeAndBuildsNothingTwice() throws Exception {
    Map<String, String> environment = environment();
    environment.remove("HOME");

    Run version = run(ROOT, environment, "--version");

    assertEquals(0, version.code(), version.err());
    assertEquals("", version.err());
  }

  @Test
  void buildsNothingForAFileThatWasOnlyTouched() throws Exception {
    Path source = ROOT.resolve("sidecar/src/main/java/dev/weir/cli/Main.java");
    FileTime before = Files.getLastModifiedTime(source);
    Run first = run(ROOT, environment(), "--version");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    try {
      Run touched = run(ROOT, environment(), "--version");

      assertEquals(0, touched.code(), touched.err());
      assertEquals(first.out(), touched.out());
      assertEquals("", touched.err());
    } finally {
      Files.setLastModifiedTime(source, before);
    }
  }

  private static Map<String, String> environment() {
    return System.getenv().entrySet().stream()
        .filter(entry -> Set.of("PATH", "HOME", "JAVA_HOME").contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> commands(String help) {
    Set<String> commands = new TreeSet<>();
    COMMAND.matcher(help).results().forEach(match -> commands.add(match.group(1)));
    assertTrue(commands.contains("run"), help);
    return commands;
  }

  private static Run run(Path checkout, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return Run.of(checkout.resolve("weir"), environment, arguments);
  }
}
