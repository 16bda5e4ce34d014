package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir run} up to the seam where the wiring begins. */
class RunCommandTest {
  @TempDir Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeConfiguration() throws Exception {
    file =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            host: h1
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: http://127.0.0.1:9200 }
            """);
  }

  @Test
  void startsWaitsForTheSignalAndDrains() throws Exception {
    RecordingDaemons daemons = new RecordingDaemons(false);
    ManualStop stop = new ManualStop();
    CompletableFuture<CommandRun> running = CompletableFuture.supplyAsync(() -> run(daemons, stop));
    Eventually.until("it starts", () -> daemons.calls.contains("start"));

    stop.ask();

    assertEquals(0, running.get(10, TimeUnit.SECONDS).code());
    assertEquals(List.of("create h1", "start", "stop"), daemons.calls);
  }

  @Test
  void aHangupReadsAgainAndEndsNothing() throws Exception {
    RecordingDaemons daemons = new RecordingDaemons(false);
    ManualStop stop = new ManualStop();
    CompletableFuture<CommandRun> running = CompletableFuture.supplyAsync(() -> run(daemons, stop));
    Eventually.until("it waits", stop::isAwaited);

    // A file that would not do for a start changes nothing.
    Files.writeString(file, "forward: []");
    String self = Long.toString(ProcessHandle.current().pid());
    assertEquals(0, new ProcessBuilder("kill", "-HUP", self).start().waitFor());

    Eventually.until("it reads again", () -> daemons.calls.contains("reload"));
    stop.ask();
    assertEquals(0, running.get(10, TimeUnit.SECONDS).code());
    assertEquals(List.of("create h1", "start", "reload", "stop"), daemons.calls);
  }

  @Test
  void aStartThatFailsIsStoppedAndSaysWhy() {
    RecordingDaemons daemons = new RecordingDaemons(true);

    CommandRun run = run(daemons, new ManualStop());

    assertEquals(1, run.code());
    assertEquals("weir: 127.0.0.1:24224 is taken", run.err().strip());
    assertEquals(List.of("create h1", "start", "stop"), daemons.calls);
  }

  @Test
  void aWrongConfigurationStartsNothing() throws Exception {
    Files.writeString(file, "forward: []");
    RecordingDaemons daemons = new RecordingDaemons(false);

    CommandRun run = run(daemons, new ManualStop());

    assertEquals(2, run.code());
    assertTrue(run.err().contains("weir.yaml: line 1: forward: given a list"), run.err());
    assertEquals(List.of(), daemons.calls);
  }

  private CommandRun run(DaemonFactory daemons, StopSignal stop) {
    return CommandRun.of(daemons, List.of(), stop, "run", "-c", file.toString());
  }
}
