package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout that its user may read and not write to, and that somebody else built.
 * Maven and Java are scripts that write down what they are asked for.
 */
final class ReadOnlyCheckoutTest {
  private static final Path WEIR = Path.of("../../weir").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("tests/e2e", "tests/bench", "tests/faults", "ec2/package");
  private static final String SOURCE = "sidecar/src/main/java/A.java";
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$PWD $*" >>"$WEIR_CACHE/builds"
      for module in tests/e2e tests/bench tests/faults ec2/package; do
        mkdir -p "$module/target"
        : >"$module/target/classpath"
      done
      echo '[INFO] Building Weir: the daemon 0.1.0-SNAPSHOT                [2/3]'
      """;
  private static final String JAVA =
      """
      #!/bin/sh
      case $1 in
        -version) echo 'openjdk version "25.0.1"' >&2 ;;
        *) echo "$*" ;;
      esac
      """;

  @TempDir Path folder = Path.of("");
  private Path checkout = folder;
  private Path cache = folder;

  @BeforeEach
  void prepare() throws IOException {
    permit(folder, "rwxrwxrwx");
    checkout = folder.resolve("checkout");
    cache = folder.resolve("cache");
    for (String file :
        List.of(
            "pom.xml",
            ".mvn/maven.config",
            "fluent-bit/README.md",
            "proto/pom.xml",
            "proto/src/main/proto/a.proto",
            "sidecar/pom.xml",
            "ec2/package/pom.xml",
            "ec2/package/src/main/java/C.java",
            "tests/e2e/pom.xml",
            "tests/e2e/src/main/java/B.java")) {
      write(checkout.resolve(file), "");
    }
    write(checkout.resolve(SOURCE), "class A {}");
    Files.copy(WEIR, checkout.resolve("weir"));
    Path library = write(folder.resolve("closed/library.jar"), "");
    permit(folder.resolve("closed"), "---------");
    for (String module : MODULES) {
      Path target = checkout.resolve(module).resolve("target");
      write(target.resolve("classpath"), library + ":");
    }
    permit(write(folder.resolve("bin/mvn"), MAVEN), "rwxr-xr-x");
    permit(write(folder.resolve("bin/java"), JAVA), "rwxr-xr-x");
    protect(false);
  }

  @AfterEach
  void letJunitDelete() throws IOException {
    permit(folder.resolve("closed"), "rwxr-xr-x");
    protect(true);
  }

  @Test
  void buildsACopyInTheCacheAndSaysSo() throws Exception {
    Run run = weir("explain", "a file");

    assertEquals(0, run.code(), run.err());
    List<String> said = run.err().lines().toList();
    String place = builds().getFirst().split(" ", 2)[0];
    assertTrue(place.startsWith(cache + "/"), place);
    assertEquals(
        "weir: building in %s; the first time takes a minute or more and downloads what it needs"
            .formatted(place),
        said.get(0));
    assertEquals("weir:   2 of 3, the daemon", said.get(1));
    assertTrue(said.get(2).matches("weir: built in \\d+ s"), run.err());
    assertTrue(
        builds().getFirst().contains("-Dmaven.repo.local=" + cache + "/m2 "),
        "the repository of a home that is closed: " + builds());
    assertEquals("class A {}", Files.readString(Path.of(place, SOURCE)));
    assertTrue(run.out().contains(" -Dweir.root=" + checkout + " "), run.out());
    assertTrue(run.out().contains(" -cp " + place + "/tests/e2e/target/classes:"), run.out());
    assertTrue(run.out().endsWith(" dev.weir.cli.Main explain a file\n"), run.out());
  }

  @Test
  void buildsAgainOnlyForWhatWasChangedAndSaysWhat() throws Exception {
    Run first = weir("types");
    Run second = weir("types");
    Path place = Path.of(builds().getFirst().split(" ", 2)[0]);
    long past = System.currentTimeMillis() - 60_000;
    Files.setLastModifiedTime(place.resolve("target/weir.stamp"), FileTime.fromMillis(past));
    try (Stream<Path> all = Files.walk(checkout)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(each, FileTime.fromMillis(past - 60_000));
      }
    }
    write(checkout.resolve(SOURCE), "class A { int changed; }");
    Run third = weir("types");

    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
    assertTrue(
        third.err().startsWith("weir: building again, changed: " + SOURCE + "\n"), third.err());
    assertEquals(2, builds().size());
    assertEquals("class A { int changed; }", Files.readString(place.resolve(SOURCE)));
  }

  private Run weir(String... arguments) throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "PATH", folder.resolve("bin") + ":/usr/bin:/bin",
            "HOME", checkout.toString(),
            "WEIR_JAVA", folder.resolve("bin/java").toString(),
            "WEIR_CACHE", cache.toString());
    return Run.asSomebody(checkout.resolve("weir"), environment, arguments);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(cache.resolve("builds"));
  }

  /** Who owns the checkout may write to its folders; root could do so always. */
  private void protect(boolean writable) throws IOException {
    try (Stream<Path> all = Files.walk(checkout)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        permit(each, writable ? "rwxr-xr-x" : "r-xr-xr-x");
      }
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
