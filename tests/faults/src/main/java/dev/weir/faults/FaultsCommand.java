package dev.weir.faults;

import dev.weir.e2e.FluentBit;
import dev.weir.e2e.FluentBitChoice;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks the pipeline on the lab in every way, and looks whether a record is lost or twice. */
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole pipeline on this machine under load, breaks it again and again by a plan that"
          + " is drawn from a seed, and holds what OpenSearch has against what was made.",
      "Exit codes: 0 nothing lost, twice or altered, and the pipeline alive; 1 not; 2 wrong usage."
    })
final class FaultsCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed gives the same plan and records (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--faults",
      defaultValue = "20",
      description = "How many (default ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--records",
      defaultValue = "50000",
      description = "How many to put meanwhile (default ${DEFAULT-VALUE}).")
  private long records;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Spread them over so long; else one wave follows the other.")
  private long durationSeconds;

  @Option(
      names = "--away",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "For how long OpenSearch stays away (default ${DEFAULT-VALUE}).")
  private long awaySeconds;

  @Option(
      names = "--kind",
      converter = KindConverter.class,
      description = "Only faults of this kind. Repeatable.")
  private List<FaultKind> only = List.of();

  @Option(names = "--json", description = "Print the result as one JSON object, on the last line.")
  private boolean json;

  @Mixin private final FluentBitChoice choice = new FluentBitChoice();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final PrintStream out;
  private final PrintStream progress;

  FaultsCommand(PrintStream out, PrintStream progress) {
    this.out = out;
    this.progress = progress;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (faults < 1 || records < faults || durationSeconds < 0 || awaySeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "--faults starts at 1, --records at as many, times at 0");
    }
    Optional<FluentBit> fluentBit = choice.find();
    progress.println(
        fluentBit.map(found -> "Fluent Bit " + found.version()).orElse("Without Fluent Bit")
            + ", seed "
            + seed
            + ". Starting OpenSearch, S3 and SQS ...");
    try (Rig rig = Rig.start(fluentBit, records)) {
      return run(rig);
    }
  }

  private int run(Rig rig) throws InterruptedException {
    Set<FaultKind> kinds = rig.kinds();
    if (!only.isEmpty()) {
      kinds.retainAll(EnumSet.copyOf(only));
    }
    if (kinds.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "not here: " + rig.missing());
    }
    rig.missing()
        .forEach((kind, reason) -> progress.println(kind.label() + " is not run: " + reason));
    FaultPlan plan = FaultPlan.draw(seed, faults, records, kinds);
    long began = System.nanoTime();
    FaultRun run = new FaultRun(rig, seed, Duration.ofSeconds(awaySeconds), progress);
    Findings findings =
        run.run(plan, Duration.ofSeconds(durationSeconds).dividedBy(plan.waves().size()));
    FaultReport report =
        new FaultReport(
            seed,
            plan.counts(),
            rig.missing(),
            run.records(),
            findings,
            run.alerts(),
            rig.fluentBit().map(FluentBit::version).orElse(null),
            Duration.ofNanos(System.nanoTime() - began));
    if (!findings.isClean()) {
      failed(rig, findings);
    }
    if (json) {
      out.println(report.toJson());
    } else {
      report.print(out);
    }
    return findings.isClean() ? 0 : 1;
  }

  private void failed(Rig rig, Findings findings) {
    findings.lines().forEach(progress::println);
    progress.println("Logs: " + KeptFolder.keep(rig.pipeline().folder(), findings.lines()));
    StringBuilder again = new StringBuilder("./weir faults");
    again.append(" --seed ").append(seed).append(" --faults ").append(faults);
    again.append(" --records ").append(records).append(" --away ").append(awaySeconds);
    only.forEach(kind -> again.append(" --kind ").append(kind.label()));
    again.append(
        rig.fluentBit().map(found -> " --fluent-bit " + found.program()).orElse(" --straight"));
    progress.println("Again: " + again);
  }

  /** Reads a kind by its label. */
  static final class KindConverter implements ITypeConverter<FaultKind> {
    @Override
    public FaultKind convert(String label) {
      try {
        return FaultKind.of(label);
      } catch (IllegalArgumentException e) {
        throw new picocli.CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }
}
