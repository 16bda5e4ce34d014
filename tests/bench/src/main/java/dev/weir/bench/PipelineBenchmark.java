package dev.weir.bench;

import dev.weir.e2e.FluentBit;
import dev.weir.e2e.Pipeline;
import dev.weir.e2e.PipelineOptions;
import dev.weir.e2e.SearchIndex;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.WafLogGenerator;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All of it on the lab: S3 and SQS, weir, perhaps Fluent Bit, and a real OpenSearch. */
final class PipelineBenchmark implements Benchmark {
  private static final int MOST_RECORDS_OF_A_FILE = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Lab lab;
  private final Pipeline pipeline;
  private final OtherJvm weir;
  private long seed;

  private PipelineBenchmark(Optional<FluentBit> fluentBit) {
    lab = Lab.start(LabOptions.defaults().withFastStart(false));
    pipeline = Pipeline.start(lab, PipelineOptions.of(fluentBit));
    weir = OtherJvm.attach(pipeline.weir().pid());
  }

  static PipelineBenchmark open(Optional<FluentBit> fluentBit) {
    return new PipelineBenchmark(fluentBit);
  }

  @Override
  public Measurement run(long records) {
    int each = (int) Math.min(records, MOST_RECORDS_OF_A_FILE);
    List<GeneratedFile> files = new ArrayList<>();
    for (long i = 0; i < Math.ceilDiv(records, each); i++) {
      WafLogGenerator generator = new WafLogGenerator(++seed, each, 0.1, List.of(), true);
      files.add(generator.next(Instant.now()));
    }
    long bytes = files.stream().mapToLong(file -> file.truth().bytes()).sum();
    long count = (long) files.size() * each;
    long indexed = indexed() + count;
    Sample first = weir.sample();
    Duration openSearch = lab.openSearch().cpuTime();
    Optional<Duration> fluentBit = pipeline.fluentBitCpu();
    long began = System.nanoTime();
    files.forEach(file -> pipeline.put(file.key(), file.bytes()));
    Eventually.until(PATIENCE, () -> indexed() >= indexed, () -> pipeline.weir().tail());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Sample last = weir.sample();
    Duration used = Duration.ofNanos(last.cpuNanos() - first.cpuNanos());
    Map<String, Double> ratios = new TreeMap<>();
    ratios.put("opensearch_to_weir", ratio(lab.openSearch().cpuTime().minus(openSearch), used));
    fluentBit.ifPresent(
        before ->
            ratios.put(
                "fluent_bit_to_weir",
                ratio(pipeline.fluentBitCpu().orElse(before).minus(before), used)));
    return Measurement.between(first, last, count, bytes, took, ratios);
  }

  @Override
  public void close() {
    weir.close();
    pipeline.close();
    lab.close();
  }

  /** Asks OpenSearch, for to ask weir would be measured too. It finds what is a second old. */
  private long indexed() {
    return pipeline.search().count(SearchIndex.RECORDS);
  }

  private static double ratio(Duration part, Duration whole) {
    return (double) part.toNanos() / Math.max(1, whole.toNanos());
  }
}
