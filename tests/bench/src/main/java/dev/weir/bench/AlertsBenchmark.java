package dev.weir.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.weir.e2e.FluentBit;
import dev.weir.e2e.Pipeline;
import dev.weir.e2e.PipelineOptions;
import dev.weir.generate.GeneratedFile;
import dev.weir.lab.Lab;
import dev.weir.lab.LabOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long it takes from the put of an object to the notification of the alert that one of its
 * records raised, at a steady load on the lab, with the settings that ship.
 *
 * <p>First some records go through as fast as they can: twice, to be warm, and to know what rate
 * the machine sustains. Then objects come at a steady rate. A record that is planted in each n-th
 * of them has a group of its own, so that each raises an alert.
 */
final class AlertsBenchmark implements Benchmark {
  private static final int RECORDS_OF_AN_OBJECT = 500;
  private static final double TARGET_SECONDS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** An alert that is sent again is sent within that time. */
  private static final Duration QUIET = Duration.ofSeconds(5);

  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

  private final Duration load;
  private final Optional<Double> rate;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final List<String> wrong = new ArrayList<>();
  private final Scratch scratch = Scratch.create();
  private final Notified notified = Notified.listen();
  private final Lab lab;
  private final Pipeline pipeline;
  private final OtherJvm weir;

  private AlertsBenchmark(Optional<FluentBit> fluentBit, Duration load, Optional<Double> rate) {
    this.load = load;
    this.rate = rate;
    scratch.write("planted.yml", PlantedTrail.rules());
    lab = Lab.start(LabOptions.defaults().withFastStart(false));
    String config =
        "rules: { sigma: ['%s'] }%n%s"
            .formatted(scratch.folder(), PlantedTrail.destinations(notified.port()));
    pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit).asShipped().config(config));
    weir = OtherJvm.attach(pipeline.weir().pid());
  }

  static AlertsBenchmark open(BenchmarkOptions options) {
    return new AlertsBenchmark(options.fluentBit(), options.load(), options.rate());
  }

  @Override
  public Measurement run(long records) {
    int each = (int) Math.min(records, RECORDS_OF_AN_OBJECT);
    PlantedTrail trail = new PlantedTrail(each);
    int burst = Math.toIntExact(Math.ceilDiv(records, each));
    double warming = perSecond(trail, burst, each);
    double sustained = perSecond(trail, burst, each);
    double wanted = rate.orElse(sustained / 2);

    int objects = Math.max(1, (int) (wanted * load.toMillis() / 1000 / each));
    int stride = Math.ceilDiv(objects, PlantedTrail.MOST_PLANTS);
    List<GeneratedFile> files = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      files.add(i % stride == 0 ? trail.planted(i / stride) : trail.plain());
    }
    int planted = Math.ceilDiv(objects, stride);

    double ignored = system.getCpuLoad();
    Sample first = weir.sample();
    long began = System.nanoTime();
    List<Long> puts = putSteadily(files, began, (long) (each * 1e9 / wanted));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Sample last = weir.sample();
    double busy = system.getCpuLoad();
    boolean all = isSoon(PATIENCE, () -> notified.planted() >= planted);
    boolean unused = isSoon(QUIET, () -> false);

    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("of the wanted rate", (double) objects * each * 1e9 / took.toNanos() / wanted);
    figures.put("sustained records a second", sustained);
    figures.put("sustained while warming up", warming);
    figures.put("cpus busy", busy * Runtime.getRuntime().availableProcessors());
    figures.put("load average", system.getSystemLoadAverage());
    figures.put("weir cpus", (last.cpuNanos() - first.cpuNanos()) / (double) took.toNanos());
    waits(puts, stride, planted, figures);
    if (!all) {
      wrong.add("not all alerts were sent within " + PATIENCE + "; weir's last lines:\n" + tail());
    }
    long bytes = files.stream().mapToLong(file -> file.truth().bytes()).sum();
    return Measurement.between(first, last, (long) objects * each + planted, bytes, took, figures);
  }

  @Override
  public List<String> wrong() {
    return wrong;
  }

  @Override
  public void close() {
    weir.close();
    pipeline.close();
    lab.close();
    notified.close();
    scratch.close();
  }

  /** How many records a second go through if they are all there at once. */
  private double perSecond(PlantedTrail trail, int objects, int each) {
    List<GeneratedFile> files = new ArrayList<>();
    for (int i = 0; i < objects; i++) {
      files.add(trail.plain());
    }
    long indexed = indexed() + (long) objects * each;
    long began = System.nanoTime();
    files.forEach(file -> pipeline.put(file.key(), file.bytes()));
    if (!isSoon(PATIENCE, () -> indexed() >= indexed)) {
      throw new IllegalStateException("not indexed within " + PATIENCE + ":\n" + tail());
    }
    return objects * (double) each * 1e9 / (System.nanoTime() - began);
  }

  /** When each was put. If one is late, those after it come at once until they are in time. */
  private List<Long> putSteadily(List<GeneratedFile> files, long began, long betweenNanos) {
    List<Long> puts = new ArrayList<>();
    for (GeneratedFile file : files) {
      long due = began + puts.size() * betweenNanos;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      puts.add(System.nanoTime());
      pipeline.put(file.key(), file.bytes());
    }
    return puts;
  }

  private void waits(List<Long> puts, int stride, int planted, Map<String, Double> figures) {
    Map<Integer, List<Long>> arrivals = new TreeMap<>(notified.arrivals());
    List<Double> seconds = new ArrayList<>();
    int twice = 0;
    for (Map.Entry<Integer, List<Long>> arrival : arrivals.entrySet()) {
      List<Long> times = arrival.getValue();
      seconds.add((times.getFirst() - puts.get(arrival.getKey() * stride)) / 1e9);
      twice += times.size() > 1 ? 1 : 0;
    }
    int lost = planted - arrivals.size();
    figures.put("alerts", (double) planted);
    figures.put("alerts lost", (double) lost);
    figures.put("alerts twice", (double) twice);
    if (lost > 0) {
      wrong.add(lost + " of " + planted + " alerts did not arrive");
    }
    if (twice > 0) {
      wrong.add(twice + " of " + planted + " alerts arrived more than once");
    }
    if (seconds.isEmpty()) {
      return;
    }
    seconds.sort(null);
    figures.put("p50 s", percentile(seconds, 50));
    figures.put("p90 s", percentile(seconds, 90));
    figures.put("p99 s", percentile(seconds, 99));
    figures.put("max s", seconds.getLast());
    figures.put("p99 of target", percentile(seconds, 99) / TARGET_SECONDS);
  }

  /** The least value that so many in a hundred do not exceed. */
  private static double percentile(List<Double> sorted, int percent) {
    return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
  }

  /** Asks weir, for OpenSearch shows what it has after a while only. */
  private long indexed() {
    return pipeline.weir().metrics().sum("weir_records_total", "fate=\"indexed\"");
  }

  private String tail() {
    return pipeline.weir().tail();
  }

  /**
   * Whether it becomes true in time. It looks rarely, because looking costs time of the processor
   * that is measured.
   */
  private static boolean isSoon(Duration limit, BooleanSupplier state) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }
}
