package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as systemd sees it. */
class MainTest {
  @TempDir Path folder = Path.of("");

  @Test
  void sigtermDrainsAndEndsWithZero() throws Exception {
    Path socket = folder.resolve("weir.sock");
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            forward: { listeners: [{ unix: %s }] }
            opensearch: { url: http://127.0.0.1:1 }
            metrics: { enabled: false }
            shutdown: { deadline: 1s }
            """
                .formatted(socket));
    Process process = start("run", "-c", file.toString());
    try {
      awaitFile(socket, process);

      process.destroy();

      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), this::log);
      assertFalse(Files.exists(socket));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aWrongConfigurationEndsWithTwo() throws Exception {
    Process process = start("run", "-c", folder.resolve("none.yaml").toString());

    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(2, process.exitValue());
  }

  @Test
  void noNameOfAFileSteersTheTerminal() throws Exception {
    Path file = Files.writeString(folder.resolve("a\u001b[2J\u202etxt.log"), "one\n");
    Path missing = folder.resolve("b\u009b2J\u2066");

    Process process = start("explain", "--json", file.toString(), missing.toString());

    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String all = Files.readString(folder.resolve("out")) + log();
    assertTrue(all.contains("\\u202etxt.log"), all);
    assertTrue(all.contains("b\\u009b2J\\u2066"), all);
    assertFalse(all.chars().anyMatch(c -> c == 0x1b || c == 0x202e || c == 0x9b), all);
  }

  private void awaitFile(Path file, Process process) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.exists(file)) {
      assertTrue(process.isAlive() && System.nanoTime() < deadline, this::log);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("err"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Process start(String... args) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
