package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabLifeTest {
  private static final Duration GONE_WITHIN = Duration.ofSeconds(20);

  @Test
  void servesWithin30SecondsAndLeavesNothing() {
    long start = System.nanoTime();
    Lab lab = Lab.start();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    ProcessHandle openSearch = ProcessHandle.of(lab.openSearch().pid()).orElseThrow();
    ProcessHandle aws = lab.awsProcess();
    lab.close();
    lab.close();

    assertTrue(took.toSeconds() < 30, "started in " + took);
    assertFalse(openSearch.isAlive());
    assertFalse(aws.isAlive());
    assertFalse(Files.exists(lab.folder()));
    System.out.println("lab served after " + took.toMillis() + " ms");
  }

  @Test
  void serversNoticeThatTheirLabWasKilled(@TempDir Path temporary) throws Exception {
    Process labMain = labMain(temporary, "--accounts");
    List<ProcessHandle> servers = servers(labMain);

    labMain.destroyForcibly().waitFor();

    assertEquals(3, servers.size());
    for (ProcessHandle server : servers) {
      server.onExit().get(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }
    RunFolder.sweep(temporary);
    assertEquals(List.of(), list(temporary));
  }

  @Test
  void nextStartSweepsWhatAllKilledAtOnceLeave(@TempDir Path temporary) throws Exception {
    Process labMain = labMain(temporary);
    List<ProcessHandle> servers = servers(labMain);

    servers.forEach(ProcessHandle::destroyForcibly);
    labMain.destroyForcibly().waitFor();
    for (ProcessHandle server : servers) {
      server.onExit().get(GONE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    }
    int left = list(temporary).size();
    RunFolder.sweep(temporary);

    assertEquals(1, left);
    assertEquals(List.of(), list(temporary));
  }

  @Test
  void endsWithItsStdin(@TempDir Path temporary) throws Exception {
    Process labMain = labMain(temporary, "--accounts");
    List<ProcessHandle> servers = servers(labMain);

    labMain.getOutputStream().close();

    assertTrue(labMain.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, labMain.exitValue());
    assertEquals(0, servers.stream().filter(ProcessHandle::isAlive).count());
    assertEquals(List.of(), list(temporary));
  }

  @Test
  void sweepSparesALabThatRuns(@TempDir Path temporary) throws Exception {
    Process labMain = labMain(temporary);
    List<ProcessHandle> servers = servers(labMain);

    RunFolder.sweep(temporary);

    assertEquals(1, list(temporary).size());
    assertEquals(2, servers.stream().filter(ProcessHandle::isAlive).count());
    labMain.getOutputStream().close();
    assertTrue(labMain.waitFor(60, TimeUnit.SECONDS));
  }

  @Test
  void showsTheLastLinesOfAServerThatDoesNotStart() {
    LabOptions tooSmall = LabOptions.defaults().withOpenSearchHeapMib(8);

    LabException failure = assertThrows(LabException.class, () -> Lab.start(tooSmall));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith("The lab's opensearch server ended before it served"), message);
    assertTrue(message.contains("OutOfMemoryError") || message.contains("heap"), message);
  }

  /** Starts LabMain with its temporary folders in {@code temporary}; returns when it serves. */
  private static Process labMain(Path temporary, String... arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.weir.lab.LabMain"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<ProcessHandle> servers(Process labMain) throws IOException {
    // Closed with the process: an earlier end would break its stdout.
    BufferedReader lines = labMain.inputReader();
    String line = lines.readLine();
    while (line != null && !line.startsWith("pids ")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new AssertionError("the lab ended before it served");
    }
    return Arrays.stream(line.substring("pids ".length()).split(" ", -1))
        .map(Long::parseLong)
        .map(pid -> ProcessHandle.of(pid).orElseThrow())
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
