package dev.weir.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that tests run. */
public final class Tool {
  /** The folder of the checkout. */
  public static final Path ROOT = Path.of("").toAbsolutePath().resolve("../..").normalize();

  private static final long DEADLINE_SECONDS = 600;

  private final List<String> program;

  /** A program that is started by these words, before the arguments of each run. */
  Tool(List<String> program) {
    this.program = List.copyOf(program);
  }

  /** What a program printed, both streams together, and its exit code. */
  public record Finished(int code, String output) {}

  /**
   * The program of that name on the {@code PATH}. Where there is none, the test is skipped; if the
   * system property {@code weir.deploy.required} names the program (a list with commas), the test
   * fails.
   */
  public static Tool named(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    boolean required =
        List.of(System.getProperty("weir.deploy.required", "").split(",")).contains(name);
    assertTrue(
        found.isPresent() || !required, () -> name + " was asked for and is not on the PATH");
    assumeTrue(found.isPresent(), () -> "no " + name + " on the PATH");
    return new Tool(List.of(found.orElseThrow().toString()));
  }

  /** The file that is started. */
  public Path program() {
    return Path.of(program.getFirst());
  }

  /** Runs it in the folder of the checkout. */
  public Finished run(List<String> arguments) {
    return run(ROOT, Map.of(), arguments);
  }

  /** Runs it in {@code folder} with {@code environment} besides that of the test. */
  public Finished run(Path folder, Map<String, String> environment, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    try {
      Path output = Files.createTempFile("weir-tool", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + DEADLINE_SECONDS + " s");
      }
      String printed = Files.readString(output);
      Files.delete(output);
      return new Finished(process.exitValue(), printed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }
}
