package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
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
    Path file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: http://127.0.0.1:9200 }
            """);
    Process process = start("run", "-c", file.toString());
    try (BufferedReader out = process.inputReader()) {
      assertEquals("started", out.readLine());

      process.toHandle().destroy(); // unlike process.destroy(), leaves its output to be read

      assertEquals("stopped", out.readLine());
      assertTrue(process.waitFor(20, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
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

  private Process start(String... args) throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(DaemonFactory.class.getName()), TalkingDaemons.class.getName() + "\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = folder + ":" + System.getProperty("java.class.path");
    List<String> command =
        new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectError(folder.resolve("err").toFile()).start();
  }
}
