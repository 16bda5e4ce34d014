package dev.weir.cli;

import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.Destination;
import dev.weir.generate.Enforced;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.LogGenerator;
import dev.weir.generate.Truth;
import dev.weir.generate.WafLogGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir generate}: mock logs to a folder or to S3. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Writes mock logs, with random or enforced anomalies.")
final class GenerateCommand implements Callable<Integer> {
  /** The kinds of logs. */
  enum Type {
    WAF,
    CLOUDTRAIL
  }

  private static final Duration SPAN = Duration.ofSeconds(15);

  @Parameters(paramLabel = "TARGET", description = "A folder, or s3://bucket/prefix.")
  private String target = "";

  @Option(
      names = "--type",
      description = "${COMPLETION-CANDIDATES}, in any case; default: ${DEFAULT-VALUE}.")
  private Type type = Type.WAF;

  @Option(names = "--files", description = "How many files; default: ${DEFAULT-VALUE}.")
  private int files = 4;

  @Option(names = "--records", description = "Records per file; default: ${DEFAULT-VALUE}.")
  private int records = 1000;

  @Option(names = "--rate", description = "Files per minute; default: ${DEFAULT-VALUE}, like cron.")
  private double rate = 4;

  @Option(names = "--fast", description = "All files at once; their times lie 15 s apart.")
  private boolean fast;

  @Option(names = "--gzip", description = "Compress WAF files; CloudTrail's always are.")
  private boolean gzip;

  @Option(names = "--seed", description = "The same seed gives the same records; default: random.")
  private @Nullable Long seed;

  @Option(
      names = "--start",
      description = "Time before the first record, as 2026-01-31T12:00:00Z; default: now.")
  private @Nullable Instant start;

  @Option(
      names = "--anomalies",
      description = "Share of values that are anomalous, 0 to 1; default: ${DEFAULT-VALUE}.")
  private double anomalies = 0.05;

  @Option(
      names = "--enforce",
      paramLabel = "FIELD=VALUE",
      description = {
        "Every WAF record gets this value, as in action=BLOCK. May be repeated.",
        "Fields: action, httpSourceName, httpStatus, country, httpMethod."
      })
  private List<String> enforce = new ArrayList<>();

  @Option(names = "--account", description = "CloudTrail's account; default: ${DEFAULT-VALUE}.")
  private String account = "123456789012";

  @ArgGroup(exclusive = false, heading = "For s3://%n")
  private S3Target s3 = new S3Target();

  @Option(names = "--json", description = "Print the summary as one JSON object on the last line.")
  private boolean json;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    check(files > 0 && records > 0, "--files and --records are at least 1");
    check(rate > 0, "--rate is more than 0");
    check(anomalies >= 0 && anomalies <= 1, "--anomalies is from 0 to 1");
    check(account.matches("\\d{12}"), "--account has 12 digits");
    check(type == Type.WAF || enforce.isEmpty(), "--enforce is for --type waf");
    long used = seed == null ? ThreadLocalRandom.current().nextLong(1L << 53) : seed;
    LogGenerator generator = generator(used);
    Truth truth;
    try (Destination destination = s3.destination(target)) {
      truth = write(generator, destination, Clock.systemUTC());
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println("{\"seed\":" + used + "," + truth.toJson().substring(1));
    } else {
      out.println(
          "%s in %s, seed %d"
              .formatted(counted(truth.records(), "record"), counted(truth.files(), "file"), used));
      truth.flags().forEach((flag, count) -> out.printf("  %-16s %d%n", flag, count));
    }
    return CommandLine.ExitCode.OK;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private Truth write(LogGenerator generator, Destination destination, Clock clock)
      throws IOException, InterruptedException {
    Duration interval = fast ? SPAN : Duration.ofMillis(Math.round(60_000 / rate));
    Instant first =
        start != null
            ? start
            : fast ? clock.instant().minus(SPAN.multipliedBy(files)) : clock.instant();
    Instant begun = clock.instant();
    Truth truth = Truth.NOTHING;
    for (int i = 0; i < files; i++) {
      if (!fast) {
        // A live stream: a file is due at its time, not as soon as it can be made.
        Thread.sleep(
            positive(Duration.between(clock.instant(), begun.plus(interval.multipliedBy(i)))));
      }
      GeneratedFile file =
          generator.next(first.plus(fast ? SPAN : Duration.ZERO).plus(interval.multipliedBy(i)));
      destination.put(file);
      truth = truth.plus(file.truth());
      if (!json) {
        spec.commandLine().getOut().println(file.key());
        spec.commandLine().getOut().flush();
      }
    }
    return truth;
  }

  private static Duration positive(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private LogGenerator generator(long used) {
    return switch (type) {
      case WAF -> new WafLogGenerator(used, records, anomalies, enforced(), gzip);
      case CLOUDTRAIL -> new CloudTrailGenerator(used, records, account, s3.region());
    };
  }

  private List<Enforced> enforced() {
    try {
      return enforce.stream().map(Enforced::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void check(boolean holds, String rule) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), rule);
    }
  }
}
