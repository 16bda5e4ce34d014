package dev.weir.bench;

import dev.weir.e2e.FluentBit;
import dev.weir.e2e.FluentBitChoice;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures one part, or the whole. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what a record costs: its processor time, not the time it takes.",
      "sidecar: forward in, ten flags, ECS fields, ids, JSON, bulk out, against a search server"
          + " that does nothing.",
      "plain: the same without ECS fields.",
      "source: GET, gunzip, split, transcode, stamp, forward out, against a peer that only"
          + " acknowledges.",
      "objects: the whole daemon with objects of ten records, against an S3 that answers after"
          + " 30 ms, and a queue and a search server that do nothing.",
      "codec: MessagePack to JSON and back, of a record alone.",
      "libraries: the same by Jackson and msgpack-core.",
      "parse: parsing, normal form, flags and JSON of a record of each type.",
      "rules: the same of CloudTrail records, held against no rule, against those of --rules, and"
          + " against 1,000 and 10,000 rules that are made; also how long it takes to load rules. The same in rsigma where"
          + " there is one.",
      "index: bytes of an index for each byte of the log, by type; no processor time.",
      "pipeline: S3 to OpenSearch on the lab, with Fluent Bit where one is found.",
      "alerts: the same way, from the put of an object to the notification of an alert, at a steady"
          + " load; no processor time.",
      "Exit codes: 0 measured, 1 measured and something was wrong, 2 wrong usage."
    })
final class BenchCommand implements Callable<Integer> {
  /** The compiler is at it for that long. */
  private static final int WARM_UP_RUNS = 6;

  @Parameters(index = "0", paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  private BenchmarkName name = BenchmarkName.SIDECAR;

  @Option(
      names = "--records",
      description = "Records in each run; each benchmark has its own default.")
  private @Nullable Long records;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "Runs to take the median of, after six to warm up (default ${DEFAULT-VALUE}).")
  private int runs;

  @Option(names = "--json", description = "Print the result as one JSON object, on the last line.")
  private boolean json;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "For rules: a folder of Sigma rules to measure as well.")
  private @Nullable Path rules;

  @Option(
      names = "--rsigma",
      paramLabel = "PATH",
      description = "For rules: the rsigma to compare Weir with; else the one on the PATH.")
  private @Nullable Path rsigmaPath;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "For alerts: how long the steady load lasts (default ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--records-per-second",
      paramLabel = "N",
      description =
          "For alerts: the steady load; else half of what a first phase finds the machine sustains.")
  private @Nullable Double rate;

  @Mixin private final FluentBitChoice choice = new FluentBitChoice();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final PrintStream out;
  private final List<String> wrong = new ArrayList<>();

  BenchCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    long each = records == null ? name.records() : records;
    if (each < 1 || runs < 1 || seconds < 1 || (rate != null && rate < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--records, --runs, --seconds and --records-per-second start at 1");
    }
    if (rules != null && !Files.isDirectory(rules)) {
      throw new ParameterException(spec.commandLine(), "--rules: there is no folder " + rules);
    }
    PrintStream progress = json ? System.err : out;
    Optional<FluentBit> fluentBit = name.isOfPipeline() ? choice.find() : Optional.empty();
    if (name.isOfPipeline()) {
      progress.println(
          fluentBit
              .map(found -> "Fluent Bit " + found.version() + " is in the middle.")
              .orElse("Without Fluent Bit: the source sends straight to the sidecar."));
    }
    Optional<Rsigma> rsigma = name == BenchmarkName.RULES ? rsigma(progress) : Optional.empty();
    Result result =
        measure(
            new BenchmarkOptions(
                each,
                fluentBit,
                Optional.ofNullable(rules),
                Duration.ofSeconds(seconds),
                Optional.ofNullable(rate),
                rsigma),
            progress);
    if (json) {
      out.println(result.toJson());
    } else {
      result.print(out);
    }
    if (rsigma.isPresent()) {
      progress.println(wrong.isEmpty() ? "Weir and rsigma agree." : "Weir and rsigma differ.");
    }
    wrong.forEach(what -> progress.println("WRONG: " + what));
    return wrong.isEmpty() ? 0 : 1;
  }

  private Optional<Rsigma> rsigma(PrintStream progress) {
    try {
      Optional<Rsigma> found = Rsigma.find(rsigmaPath);
      progress.println(
          found
              .map(rsigma -> "rsigma " + rsigma.version() + " is compared with Weir.")
              .orElse(
                  "Nothing is compared with Weir: there is no rsigma on the PATH, and --rsigma names"
                      + " none."));
      return found;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--rsigma: " + e.getMessage(), e);
    }
  }

  private Result measure(BenchmarkOptions options, PrintStream progress) {
    long each = options.records();
    List<Measurement> measured = new ArrayList<>();
    try (Benchmark benchmark = name.open(options)) {
      progress.println("Warming up ...");
      for (int run = 0; name.isTimed() && run < WARM_UP_RUNS; run++) {
        benchmark.run(each);
      }
      for (int run = 1; run <= (name.isTimed() ? runs : 1); run++) {
        Measurement one = benchmark.run(each);
        progress.printf(
            "Run %d: %.2f us a record, %.0f records a second%n",
            run, one.cpuMicrosPerRecord(), one.recordsPerSecond());
        measured.add(one);
      }
      wrong.addAll(benchmark.wrong());
    }
    return Result.of(name, measured);
  }
}
