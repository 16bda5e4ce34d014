package dev.weir.e2e;

import dev.weir.control.DemoSocket;
import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.Enforced;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.Truth;
import dev.weir.generate.WafLogGenerator;
import dev.weir.lab.Lab;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline on this machine, with logs it makes itself. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the whole pipeline on this machine: S3 and SQS, Fluent Bit where one is found, weir,"
          + " OpenSearch; with logs it makes itself. Then leaves OpenSearch up until Ctrl-C.",
      "Exit codes: 0 every record is accounted for and the planted incident raised its alerts, 1"
          + " not, 2 wrong usage."
    })
final class DemoCommand implements Callable<Integer> {
  /** Of so many files one is of CloudTrail. */
  private static final int TRAIL_EACH = 5;

  /** CloudTrail records are larger: fewer of them make a file of like size. */
  private static final int TRAIL_SHARE = 4;

  @Option(names = "--once", description = "End by itself when all is settled.")
  private boolean once;

  @Option(names = "--json", description = "Print the summary as one JSON object, on the last line.")
  private boolean json;

  @Mixin private final FluentBitChoice choice = new FluentBitChoice();

  @Option(
      names = "--files",
      defaultValue = "20",
      description =
          "Files to put into S3 (default ${DEFAULT-VALUE}); each fifth is CloudTrail. One more"
              + " holds an incident.")
  private int files;

  @Option(
      names = "--records",
      defaultValue = "2000",
      description = "Records in a WAF file (default ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--enforce",
      paramLabel = "FIELD=VALUE",
      converter = EnforcedConverter.class,
      description = "A value that every WAF record gets, as action=BLOCK. Repeatable.")
  private List<Enforced> enforced = List.of();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed makes the same records (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long --once waits for all to settle (default ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  private final PrintStream out = System.out;
  private PrintStream progress = System.out;

  @Override
  public Integer call() throws InterruptedException {
    progress = json ? System.err : System.out;
    Optional<FluentBit> fluentBit = choice.find();
    progress.println(
        fluentBit
            .map(found -> "Fluent Bit " + found.version() + " is at " + found.program() + ".")
            .orElse(
                "Without Fluent Bit: the source sends straight to the sidecar. To see it in the"
                    + " middle, "
                    + FluentBit.HOW_TO_INSTALL
                    + "."));
    progress.println("Starting OpenSearch, S3 and SQS ...");
    try (Lab lab = Lab.start();
        AlertReceiver receiver = new AlertReceiver();
        Pipeline pipeline = Pipeline.start(lab, options(fluentBit, receiver))) {
      progress.println("All is up. weir's configuration: " + pipeline.config());
      long began = System.nanoTime();
      DemoProgress watch = new DemoProgress(pipeline, progress);
      Truth truth = fill(pipeline, watch);
      boolean settled = watch.untilSettled(truth, Duration.ofSeconds(timeoutSeconds));
      boolean alerted = settled && new DemoAlerts(pipeline, receiver).await();
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      Summary summary =
          Summary.of(
              pipeline,
              truth.flags().keySet(),
              took,
              fluentBit.map(FluentBit::version).orElse(null));
      boolean right = settled && report(summary, truth, lab, receiver) && alerted;
      if (settled && !alerted) {
        progress.println(
            "NOT RIGHT: not all rules of the planted incident raised an alert that was sent.");
      }
      if (!settled) {
        progress.println("Not settled within " + timeoutSeconds + " s. weir's last lines:");
        progress.println(pipeline.weir().tail());
      }
      if (!once) {
        progress.println("OpenSearch stays up. Ctrl-C ends the demo.");
        new CountDownLatch(1).await();
      }
      return right ? 0 : 1;
    }
  }

  /** Its control service listens where commands without options look for it. */
  private static PipelineOptions options(Optional<FluentBit> fluentBit, AlertReceiver receiver) {
    String control =
        DemoSocket.forDemo().map(socket -> "control: { socket: '" + socket + "' }\n").orElse("");
    return PipelineOptions.of(fluentBit).config(control + receiver.config("slack"));
  }

  private Truth fill(Pipeline pipeline, DemoProgress watch) {
    WafLogGenerator waf = new WafLogGenerator(seed, records, 0.1, enforced, true);
    CloudTrailGenerator trail =
        new CloudTrailGenerator(
            seed, Math.max(1, records / TRAIL_SHARE), "123456789012", "eu-west-1");
    Truth truth = Truth.NOTHING;
    for (int i = 1; i <= files; i++) {
      Instant end = Instant.now();
      GeneratedFile file = i % TRAIL_EACH == 0 ? trail.next(end) : waf.next(end);
      truth = truth.plus(file.truth());
      watch.generated(truth.records());
      pipeline.put(file.key(), file.bytes());
      watch.line();
    }
    GeneratedFile incident = Incident.at(Instant.now());
    truth = truth.plus(incident.truth());
    watch.generated(truth.records());
    pipeline.put(incident.key(), incident.bytes());
    return truth;
  }

  private boolean report(Summary summary, Truth truth, Lab lab, AlertReceiver receiver) {
    Map<String, Long> wrong = new TreeMap<>();
    truth
        .flags()
        .forEach(
            (flag, count) -> {
              long counted = summary.flags().getOrDefault(flag, 0L);
              if (counted != count) {
                wrong.put(flag, counted - count);
              }
            });
    boolean right = summary.holds() && wrong.isEmpty() && summary.read() == truth.records();
    DemoReport.alert(receiver.messages(), progress);
    if (json) {
      out.println(summary.toJson());
    } else {
      DemoReport.print(summary, truth, lab.openSearch().endpoint(), out);
    }
    if (!right) {
      progress.println(
          "NOT RIGHT: made " + truth.records() + " records; flags that differ: " + wrong);
    }
    return right;
  }
}
