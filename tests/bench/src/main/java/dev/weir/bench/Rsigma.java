package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engine rsigma, where it is installed: a program that holds events against Sigma rules.
 *
 * @param program the executable
 * @param version as it says itself
 */
record Rsigma(Path program, String version) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VERSION = Pattern.compile("rsigma (\\S+)");

  /** The second line that a shell's {@code times} prints: user and system time of its children. */
  private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

  private static final String TIMED = "\"$@\" >/dev/null || exit 1; times";

  /** All events are of CloudTrail: as in Weir, rules for other logs are left out. */
  private static final List<String> ROUTED =
      List.of("--logsource-routing", "--event-logsource", "product=aws,service=cloudtrail");

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int TURNS = 3;

  /**
   * Looks for one: the given path, the PATH.
   *
   * @throws IllegalArgumentException if one was named and is none
   */
  static Optional<Rsigma> find(@Nullable Path given) {
    if (given != null) {
      return Optional.of(
          at(given)
              .orElseThrow(
                  () -> new IllegalArgumentException(given + " is no rsigma that runs here")));
    }
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":", -1))
        .flatMap(folder -> at(Path.of(folder, "rsigma")).stream())
        .findFirst();
  }

  /** Processor time for an event, in microseconds, without that for its start and the rules. */
  double cpuMicros(Path rules, Path events, long count, Path noEvents) {
    List<Double> turns = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      double start = cpuSeconds(rules, noEvents);
      turns.add((cpuSeconds(rules, events) - start) * 1e6 / count);
    }
    turns.sort(null);
    return turns.get(TURNS / 2);
  }

  /** The ids of the rules that each event matches, by {@code eventID}; none where it has none. */
  Map<String, Set<String>> matches(Path rules, Path events) {
    Map<String, Set<String>> matches = new TreeMap<>();
    for (String line : run(command(rules, events, "--include-event")).lines().toList()) {
      try {
        JsonNode match = JSON.readTree(line);
        matches
            .computeIfAbsent(match.at("/event/eventID").asText(), unused -> new TreeSet<>())
            .add(match.path("rule_id").asText());
      } catch (IOException e) {
        throw new UncheckedIOException("rsigma printed a line that is no JSON: " + line, e);
      }
    }
    return matches;
  }

  private double cpuSeconds(Path rules, Path events) {
    List<String> timed = new ArrayList<>(List.of("sh", "-c", TIMED, "timed"));
    timed.addAll(command(rules, events));
    String printed = run(timed);
    Matcher times = TIMES.matcher(printed);
    if (!times.find()) {
      throw new IllegalStateException("the shell's times printed: " + printed);
    }
    return 60.0 * Integer.parseInt(times.group(1))
        + Double.parseDouble(times.group(2))
        + 60.0 * Integer.parseInt(times.group(3))
        + Double.parseDouble(times.group(4));
  }

  private List<String> command(Path rules, Path events, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "engine", "eval", "-q", "--output-format", "ndjson"));
    command.addAll(ROUTED);
    command.addAll(List.of("-r", rules.toString(), "-e", "@" + events));
    command.addAll(List.of(more));
    return command;
  }

  private static Optional<Rsigma> at(Path program) {
    if (!Files.isExecutable(program) || Files.isDirectory(program)) {
      return Optional.empty();
    }
    Matcher version = VERSION.matcher(run(List.of(program.toString(), "--version")));
    return version.find() ? Optional.of(new Rsigma(program, version.group(1))) : Optional.empty();
  }

  /** What a program prints, whose errors go where ours go. */
  private static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("this command failed: " + String.join(" ", command));
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
