package dev.weir.deploy.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.deploy.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is unpacked runs, without a Java of the host. */
class InstalledTest {
  private static final Map<String, String> NO_JAVA =
      Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", "/nonexistent");

  /** Six times what it takes: other tests load the machine. */
  private static final Duration HELP = Duration.ofMillis(300);

  @TempDir static Path folder = Path.of("");
  private static Path home = folder;

  @BeforeAll
  static void unpack() {
    ContentTest.lines(
        "tar",
        "-xzf",
        Packages.archive().toString(),
        "--strip-components=1",
        "--no-same-owner",
        "-C",
        folder.toString());
    home = folder.resolve("opt/weir");
  }

  @Test
  void namesVersionCommitAndBuild() {
    Tool.Finished version = weir("--version");

    List<String> lines = version.output().lines().toList();
    assertEquals("weir " + Packages.NUMBER, lines.get(0));
    assertTrue(lines.get(1).matches("commit (unknown|[0-9a-f]{40}(-modified)?)"), lines.get(1));
    assertTrue(
        lines.get(2).matches("build \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), lines.get(2));
    assertTrue(lines.get(3).startsWith("Java 25"), lines.get(3));
  }

  @Test
  void helpIsFast() throws Exception {
    weir("--help");
    long begun = System.nanoTime();
    Tool.Finished help = weir("--help");
    Duration taken = Duration.ofNanos(System.nanoTime() - begun);

    assertTrue(taken.compareTo(HELP) < 0, taken::toString);
    assertTrue(help.output().contains("\n  run "), help.output());
    try (Stream<Path> pages = Files.list(home.resolve("share/help"))) {
      assertTrue(pages.count() > 20, "a page for each command");
    }
  }

  @Test
  void packagedHelpIsThatOfTheCommands() throws Exception {
    for (String command : List.of("run", "alerts list")) {
      List<String> words = List.of((command + " --help").split(" ", -1));
      Path page = home.resolve("share/help/weir-" + command.replace(' ', '-'));
      String packaged = Files.readString(page);
      assertEquals(packaged, run(words).output());
      // Without the page, the command itself answers.
      Files.move(page, page.resolveSibling("aside-" + page.getFileName()));
      assertEquals(packaged, run(words).output());
    }
  }

  @Test
  void namesTheCheckoutForItsCommands() {
    Tool.Finished demo = weir("demo");

    assertEquals(2, demo.code());
    assertEquals(
        "weir: 'demo' is not part of an installation: run ./weir demo in a source checkout\n",
        demo.output());
  }

  @Test
  void runtimeHasWhatLibrariesReachByName() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            fleet_key: 0123456789abcdef0123456789abcdef
            forward: { listeners: [ { unix: /nonexistent/sidecar.sock } ] }
            opensearch: { url: "http://127.0.0.1:9" }
            enrich: { user_agent: true }
            """);
    Path log =
        Files.writeString(
            folder.resolve("access.log"),
            "203.0.113.9 - - [01/Dec/2026:10:00:00 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\""
                + " \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\"\n");

    Tool.Finished explained =
        weir(
            "explain",
            "--json",
            "--type",
            "apache.access",
            "-c",
            config.toString(),
            log.toString());

    assertEquals(0, explained.code(), explained.output());
    assertTrue(explained.output().contains("\"name\":\"Firefox\""), explained.output());
  }

  @Test
  void startsFromACacheThatItMakes() throws Exception {
    Tool.Finished made =
        Tool.named("bash")
            .run(folder, NO_JAVA, List.of(home.resolve("bin/weir-start-cache").toString()));

    assertEquals(0, made.code(), made.output());
    assertTrue(Files.size(home.resolve("lib/weir.aot")) > 0);
    Tool.Finished used =
        Tool.named("bash")
            .run(
                folder,
                Map.of("PATH", "/usr/bin:/bin", "WEIR_JAVA_OPTS", "-XX:AOTMode=on"),
                List.of(home.resolve("bin/weir").toString(), "--version"));
    assertEquals(0, used.code(), "a cache that does not fit ends Java: " + used.output());
  }

  private static Tool.Finished weir(String... arguments) {
    return run(List.of(arguments));
  }

  private static Tool.Finished run(List<String> arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add(home.resolve("bin/weir").toString());
    command.addAll(arguments);
    return Tool.named("bash").run(folder, NO_JAVA, command);
  }
}
