package dev.weir.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own. It says its ports in one line of JSON on stdout, ends on a line
 * {@code stop} on stdin, and goes with its folder when stdin closes, that is when this process
 * dies.
 */
final class ServerProcess {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int SHOWN_LINES = 30;
  private static final Pattern PORT = Pattern.compile("\"(\\w+)\":(\\d+)");

  private final ServerCommand command;
  private final Path home;
  private final Map<String, Integer> ports = new HashMap<>();
  private volatile @Nullable Process process;
  private volatile boolean serving;

  /**
   * A process that does not run yet.
   *
   * @param home all that the process keeps on disk; made at its start
   */
  ServerProcess(ServerCommand command, Path home) {
    this.command = command;
    this.home = home;
  }

  /**
   * Starts the process and returns when it serves.
   *
   * @throws LabException with the last lines it printed if it ends first or takes too long
   */
  synchronized void start(Duration timeout) {
    CompletableFuture<String> ready = new CompletableFuture<>();
    Process started = spawn();
    process = started;
    serving = false;
    // Not a virtual thread: a read of a pipe holds its carrier, and there are as few as processors.
    Thread.ofPlatform().daemon().start(() -> readStdout(started, ready));
    try {
      Matcher port = PORT.matcher(ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
      while (port.find()) {
        ports.put(port.group(1), Integer.parseInt(port.group(2)));
      }
      serving = true;
    } catch (ExecutionException died) {
      throw failed(started, "ended before it served");
    } catch (TimeoutException late) {
      throw failed(started, "did not serve within " + timeout.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(started, "was interrupted while it started");
    }
  }

  /** Starts several side by side; the first failure is thrown when all have started or failed. */
  static void startTogether(List<ServerProcess> servers, Duration timeout) {
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (ServerProcess server : servers) {
      var start = new CompletableFuture<Void>();
      Thread.ofPlatform().daemon().start(() -> complete(start, () -> server.start(timeout)));
      starts.add(start);
    }
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LabException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static void complete(CompletableFuture<Void> future, Runnable work) {
    try {
      work.run();
      future.complete(null);
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
    }
  }

  synchronized int port(String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new LabException(command.name() + " has not said its port " + name);
    }
    return port;
  }

  Process handle() {
    Process last = process;
    if (last == null) {
      throw new LabException(command.name() + " was never started");
    }
    return last;
  }

  /** SIGKILL, also while it starts; returns when the process is gone. */
  void kill() {
    Process last = process;
    if (last != null) {
      kill(last);
    }
  }

  /** Asks for an orderly end, and kills it when that takes too long. */
  synchronized void stop() {
    Process last = process;
    if (last == null || !last.isAlive()) {
      return;
    }
    try {
      OutputStream stdin = last.getOutputStream();
      stdin.write("stop\n".getBytes(StandardCharsets.UTF_8));
      stdin.flush();
      if (last.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        command.endedInOrder();
      }
    } catch (IOException gone) {
      // It ended by itself in this moment.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    kill(last);
  }

  /** Ends it for good, in order only where that makes the next start of a lab faster. */
  void end() {
    if (serving && command.wantsOrderlyEnd()) {
      stop();
    } else {
      kill();
    }
  }

  private Process spawn() {
    try {
      Files.createDirectories(home.resolve("tmp"));
      ProcessBuilder builder = new ProcessBuilder(command.line(ports));
      // The caller's JVM options are for the caller.
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().remove("JDK_JAVA_OPTIONS");
      return builder
          .directory(home.toFile())
          .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new LabException("Cannot start " + command.name(), e);
    }
  }

  /** Finds the line with the ports, and reads on so that the process can never block on stdout. */
  private static void readStdout(Process process, CompletableFuture<String> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("{")) {
          ready.complete(line);
        }
        line = lines.readLine();
      }
    } catch (IOException | UncheckedIOException closed) {
      // The same as the end of it.
    }
    ready.completeExceptionally(new IOException("end of stdout"));
  }

  private LabException failed(Process process, String how) {
    kill(process);
    return new LabException(
        "The lab's " + command.name() + " server " + how + ". Its last lines:\n" + lastLines());
  }

  private static void kill(Process process) {
    process.destroyForcibly();
    // Uninterruptible: SIGKILL takes milliseconds, and the port must be free afterwards.
    process.onExit().join();
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      return "(none)";
    }
  }

  private Path log() {
    return home.resolve("stderr.log");
  }
}
