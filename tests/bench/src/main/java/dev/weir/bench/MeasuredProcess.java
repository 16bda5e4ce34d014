package dev.weir.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with one of Weir's halves in it, as large as a small host gives it. It says what it has
 * used whenever it is asked to, and ends when its stdin does, so it never outlives this process.
 */
final class MeasuredProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter questions;

  private MeasuredProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    this.questions =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param program a class whose {@code main} calls {@link SampleDesk}
   * @param log gets what it logs
   */
  static MeasuredProcess start(Class<?> program, Path log, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    String more = System.getProperty("weir.bench.jvm", "");
    if (!more.isEmpty()) {
      command.addAll(List.of(more.split(" ", -1)));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(arguments);
    try {
      MeasuredProcess started =
          new MeasuredProcess(
              new ProcessBuilder(command)
                  .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                  .start());
      started.sample();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + program.getSimpleName() + ", see " + log, e);
    }
  }

  /** What it has used so far. */
  Sample sample() {
    try {
      questions.write("sample\n");
      questions.flush();
      String line = answers.readLine();
      while (line != null && !line.startsWith(SampleDesk.ANSWER)) {
        // The JVM itself prints too, when it is told to record, for one.
        line = answers.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("what is measured has ended");
      }
      return Sample.ofLine(line.substring(SampleDesk.ANSWER.length()));
    } catch (IOException e) {
      throw new UncheckedIOException("what is measured does not answer", e);
    }
  }

  @Override
  public void close() {
    try {
      questions.close();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
