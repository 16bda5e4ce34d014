package dev.weir.faults;

import dev.weir.e2e.MetricsPage;
import dev.weir.e2e.Pipeline;
import dev.weir.e2e.WeirProcess;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Runs a plan on a rig, wave by wave, and audits after each wave and at the end. */
final class FaultRun {
  private static final Duration SETTLES = Duration.ofMinutes(5);
  private static final Duration CALMS = Duration.ofSeconds(30);
  private static final Duration LATE = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Rig rig;
  private final PrintStream progress;
  private final Expected expected = new Expected();
  private final Planted planted = new Planted();
  private final Load load;
  private final Faults faults;
  private final Audit audit;
  private AlertFindings alerts = AlertFindings.NONE;

  /**
   * @param absence for how long OpenSearch stays away
   */
  FaultRun(Rig rig, long seed, Duration absence, PrintStream progress) {
    this.rig = rig;
    this.progress = progress;
    this.load = new Load(rig.pipeline(), expected, planted, seed);
    this.faults = new Faults(rig, load, expected, absence);
    this.audit = new Audit(rig.pipeline().search(), expected, rig.pipeline().bucket());
  }

  /**
   * Runs it; stops at the first wave after which something does not hold, for what is wrong is best
   * looked at where it happened.
   *
   * @param pace the least time from the start of one wave to that of the next
   */
  Findings run(FaultPlan plan, Duration pace) throws InterruptedException {
    for (Wave wave : plan.waves()) {
      long next = System.nanoTime() + pace.toNanos();
      Findings findings = run(wave);
      if (!findings.isClean()) {
        return findings;
      }
      while (System.nanoTime() < next && wave.number() < plan.waves().size()) {
        LockSupport.parkNanos(LOOK.toNanos());
      }
    }
    Findings findings = audit.everything(load.flags());
    alerts = new AlertAudit(rig.pipeline().search(), planted, rig.receiver()).settled();
    return findings.with(alerts.problems()).with(sentAgain(plan));
  }

  /** A host that dies between a send and its mark sends once more; nothing else does. */
  private List<String> sentAgain(FaultPlan plan) {
    int kills = plan.counts().getOrDefault(FaultKind.KILL_WEIR.label(), 0);
    return alerts.again() <= kills
        ? List.of()
        : List.of(alerts.again() + " messages came again, and weir was killed " + kills + " times");
  }

  /** What became of alerts; looked at when all waves are done. */
  AlertFindings alerts() {
    return alerts;
  }

  /** Runs one wave and audits what came in it. */
  Findings run(Wave wave) throws InterruptedException {
    long began = System.nanoTime();
    int from = expected.size();
    int firstBatch = expected.batches().size();
    List<String> problems = new ArrayList<>(inject(wave));
    long mended = System.nanoTime();
    // Whether the pipeline lives: an object that comes when all is mended has to pass too.
    load.putLines("wave-" + wave.number() + "/probe.json", 1);
    problems.addAll(untilSettled());
    Findings findings = audit.wave(wave.number(), from, firstBatch).with(problems);
    if (!findings.lost().isEmpty()) {
      // Settled was said, so it counts as lost; whether it came late says where to look.
      Thread.sleep(LATE);
      int still = audit.wave(wave.number(), from, firstBatch).lost().size();
      findings = findings.with(List.of(LATE.toSeconds() + " s later " + still + " were lost"));
    }
    progress.printf(
        Locale.ROOT,
        "wave %3d  %,10d records  mended %5.1f s  settled %5.1f s  %s  %s%n",
        wave.number(),
        expected.size(),
        (mended - began) / 1e9,
        (System.nanoTime() - mended) / 1e9,
        findings.isClean() ? "lost 0 twice 0" : "NOT RIGHT",
        wave.label());
    findings.lines().forEach(line -> progress.println("  " + line));
    return findings;
  }

  /** How many records were put, and are in OpenSearch as they were. */
  int records() {
    return expected.size();
  }

  /** Puts the load while faults come and go; returns when all is put and mended. */
  private List<String> inject(Wave wave) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      running.add(
          threads.submit(
              () -> {
                load.put(wave.number(), wave.records(), wave.lengthMillis());
                return null;
              }));
      for (PlannedFault fault : wave.faults()) {
        running.add(threads.submit(at(fault, wave.number())));
      }
      for (Future<Void> each : running) {
        try {
          each.get();
        } catch (ExecutionException e) {
          problems.add(String.valueOf(e.getCause()));
        }
      }
    }
    return problems;
  }

  private Callable<Void> at(PlannedFault planned, int wave) {
    return () -> {
      Thread.sleep(planned.startMillis());
      Fault fault = faults.of(planned, wave);
      try {
        fault.inject();
        Thread.sleep(planned.lengthMillis());
      } finally {
        fault.heal();
      }
      return null;
    };
  }

  /**
   * Waits until the queue is empty and no record is in flight; what else holds is in OpenSearch.
   */
  private List<String> untilSettled() throws InterruptedException {
    Pipeline pipeline = rig.pipeline();
    List<String> problems = new ArrayList<>();
    long end = System.nanoTime() + SETTLES.toNanos();
    while (pipeline.messages() > 0) {
      problems.addAll(supervise());
      if (System.nanoTime() > end) {
        problems.add(
            "not settled within " + SETTLES + ": " + pipeline.messages() + " messages left");
        return problems;
      }
      Thread.sleep(LOOK);
    }
    if (pipeline.deadLetterMessages() > 0) {
      problems.add(pipeline.deadLetterMessages() + " messages in the dead-letter queue");
    }
    problems.addAll(supervise());
    problems.addAll(conservation());
    return problems;
  }

  private List<String> conservation() throws InterruptedException {
    long end = System.nanoTime() + CALMS.toNanos();
    MetricsPage weir = rig.pipeline().weir().metrics();
    while (weir.sum("weir_records_in_flight") > 0 && System.nanoTime() < end) {
      Thread.sleep(LOOK);
      weir = rig.pipeline().weir().metrics();
    }
    long read = weir.sum("weir_records_read_total");
    long fates = weir.sum("weir_records_total");
    long flying = weir.sum("weir_records_in_flight");
    return flying == 0 && read == fates
        ? List.of()
        : List.of(
            "conservation: read " + read + ", with a fate " + fates + ", in flight " + flying);
  }

  /**
   * Starts Fluent Bit again where it ended by itself, as its service manager would; weir may not.
   */
  private List<String> supervise() {
    Pipeline pipeline = rig.pipeline();
    if (rig.fluentBit().isPresent() && !pipeline.isFluentBitAlive()) {
      progress.println("  Fluent Bit ended by itself, it is started again");
      pipeline.startFluentBit();
    }
    WeirProcess weir = pipeline.weir();
    if (weir.isAlive()) {
      return List.of();
    }
    String tail = weir.tail();
    pipeline.launchWeir();
    return List.of("weir ended by itself:\n" + tail);
  }
}
