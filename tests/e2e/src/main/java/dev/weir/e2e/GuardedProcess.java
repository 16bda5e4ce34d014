package dev.weir.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A child process that does not outlive this one, kill −9 included: a shell between the two holds
 * our end of a pipe and ends the child when it breaks. What the child prints goes to a file.
 */
public final class GuardedProcess implements AutoCloseable {
  /** $1 is the log, the rest the command; the first line printed is the child's pid. */
  private static final String GUARD =
      """
      exec 3<&0; log=$1; shift
      "$@" >>"$log" 2>&1 </dev/null 3<&- & child=$!
      echo "$child"
      { cat <&3; kill -TERM "$child"; sleep 5; kill -KILL "$child"; } >/dev/null 2>&1 &
      guard=$!
      wait "$child"; code=$?
      kill "$guard" 2>/dev/null
      exit "$code"
      """;

  private static final int TAIL_LINES = 30;

  private final String name;
  private final Path log;
  private final Process guard;
  private final ProcessHandle child;

  private GuardedProcess(String name, Path log, Process guard, ProcessHandle child) {
    this.name = name;
    this.log = log;
    this.guard = guard;
    this.child = child;
  }

  /**
   * Starts it.
   *
   * @param name what messages call it
   * @param environment further variables
   * @param log where what it prints is appended
   * @throws IllegalStateException if it ended at once
   */
  public static GuardedProcess start(
      String name, List<String> command, Map<String, String> environment, Path log) {
    List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", log.toString()));
    guarded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(guarded);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process guard = builder.start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
      String pid = out.readLine();
      ProcessHandle child =
          pid == null ? null : ProcessHandle.of(Long.parseLong(pid.strip())).orElse(null);
      if (child == null) {
        throw new IllegalStateException(name + " ended at once; its log: " + log);
      }
      return new GuardedProcess(name, log, guard, child);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name + ": " + command.getFirst(), e);
    }
  }

  /** Its process id, not that of the shell around it. */
  public long pid() {
    return child.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return guard.isAlive();
  }

  Path log() {
    return log;
  }

  /** CPU time of the process so far. */
  Duration cpu() {
    return child.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Asks it to stop, and returns when it has, or kills it at the deadline. */
  public void stop(Duration deadline) {
    child.destroy();
    if (!ended(deadline)) {
      kill();
    }
  }

  /** Ends it as a power cut would. */
  public void kill() {
    child.destroyForcibly();
    ended(Duration.ofSeconds(10));
  }

  /** The last lines it printed. */
  public String tail() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      int from = Math.max(0, lines.size() - TAIL_LINES);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "(no log of " + name + ": " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    stop(Duration.ofSeconds(15));
  }

  private boolean ended(Duration deadline) {
    try {
      return guard.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
