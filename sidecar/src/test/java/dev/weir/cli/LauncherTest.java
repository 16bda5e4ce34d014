package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code weir} in an installation and where something is missing. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "weir");

  @TempDir Path folder = Path.of("");

  @Test
  void anInstallationRunsItsJarWithTheJavaItFinds() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("opt/weir/bin"));
    Files.createFile(folder.resolve("opt/weir/weir.jar"));
    Path script = Files.copy(SCRIPT, bin.resolve("weir"));
    Path link = Files.createSymbolicLink(folder.resolve("weir"), script);
    Path java = fakeJdk("jdk25", "25.0.1");

    Outcome outcome =
        run(link, Map.of("WEIR_JAVA", java.toString(), "WEIR_JAVA_OPTS", "-Xmx256m"), "run", "a b");

    assertEquals("", outcome.err());
    assertTrue(outcome.out().contains("[-Xmx256m]"), outcome.out());
    assertTrue(outcome.out().endsWith("/opt/weir/weir.jar][run][a b]"), outcome.out());
  }

  @Test
  void anInstallationPrefersItsOwnJavaAndItsCache() throws Exception {
    Path home = Files.createDirectories(folder.resolve("opt/weir"));
    Files.createFile(home.resolve("weir.jar"));
    Path script = Files.copy(SCRIPT, Files.createDirectory(home.resolve("bin")).resolve("weir"));
    Path own = fakeJdk("opt/weir/runtime", "25.0.1");
    Path other = fakeJdk("jdk26", "26");
    Path cache = Files.createFile(Files.createDirectory(home.resolve("lib")).resolve("weir.aot"));

    Map<String, String> environment = Map.of("JAVA_HOME", other.toString());
    Outcome brief = run(script, environment, "status");
    Outcome daemon = run(script, environment, "run");

    assertTrue(brief.out().startsWith(own + "/bin/java "), brief.out());
    assertTrue(brief.out().contains("[-XX:AOTCache=" + cache + "]"), brief.out());
    assertTrue(brief.out().contains("[-XX:TieredStopAtLevel=1]"), brief.out());
    assertTrue(daemon.out().contains("[-XX:AOTCache=" + cache + "]"), daemon.out());
    assertFalse(daemon.out().contains("[-XX:TieredStopAtLevel=1]"), daemon.out());
  }

  @Test
  void anInstallationPrintsTheHelpThatLiesThere() throws Exception {
    Path home = Files.createDirectories(folder.resolve("opt/weir"));
    Files.createFile(home.resolve("weir.jar"));
    Path script = Files.copy(SCRIPT, Files.createDirectory(home.resolve("bin")).resolve("weir"));
    fakeJdk("opt/weir/runtime", "25.0.1");
    Path help = Files.createDirectories(home.resolve("share/help"));
    Files.writeString(help.resolve("weir"), "of weir\n");
    Files.writeString(help.resolve("weir-alerts-list"), "of the list\n");

    assertEquals("of weir", run(script, Map.of(), "--help").out());
    assertEquals("of the list", run(script, Map.of(), "alerts", "list", "-h").out());
    assertTrue(run(script, Map.of(), "unknown", "--help").out().contains("weir.jar]"));
    assertTrue(run(script, Map.of(), "alerts", "list").out().contains("weir.jar]"));
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("opt/weir/bin"));
    Files.createFile(folder.resolve("opt/weir/weir.jar"));
    Path script = Files.copy(SCRIPT, bin.resolve("weir"));
    Path old = fakeJdk("jdk17", "17.0.1");
    Path onPath = fakeJdk("jdk26", "26");
    String path = onPath.resolve("bin") + ":" + System.getenv("PATH");

    Outcome outcome = run(script, Map.of("JAVA_HOME", old.toString(), "PATH", path), "--version");

    assertEquals("", outcome.err());
    assertTrue(outcome.out().startsWith(onPath.toRealPath() + "/bin/java"), outcome.out());
  }

  @Test
  void saysInOneSentenceThatAJavaDoesNotFit() throws Exception {
    Path old = fakeJdk("jdk17", "17.0.1");

    Outcome outcome = run(SCRIPT, Map.of("WEIR_JAVA", old.toString()), "--version");

    assertEquals(2, outcome.code());
    assertEquals("weir: WEIR_JAVA is '" + old + "', which is not Java 25 or newer.", outcome.err());
  }

  @Test
  void saysThatItStandsNowhere() throws Exception {
    Path script = Files.copy(SCRIPT, folder.resolve("weir"));
    Path java = fakeJdk("jdk25", "25.0.1");

    Outcome outcome = run(script, Map.of("WEIR_JAVA", java.toString()), "--version");

    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("neither a source checkout nor an installation"));
  }

  /** A JDK whose java prints its own path and its arguments. */
  private Path fakeJdk(String name, String version) throws Exception {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s ' \"$0\"\nprintf '[%s]' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private record Outcome(int code, String out, String err) {}

  private Outcome run(Path script, Map<String, String> environment, String... args)
      throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(args));
    builder.environment().remove("WEIR_JAVA");
    builder.environment().remove("WEIR_JAVA_OPTS");
    builder.environment().putAll(environment);
    int code = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Outcome(code, text(out), text(err));
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
