package dev.weir.e2e;

import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.LogGenerator;
import dev.weir.generate.Truth;
import dev.weir.generate.WafLogGenerator;
import dev.weir.lab.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Logs put into a pipeline, and what they truly hold. */
final class Load {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Pipeline pipeline;
  private final LogGenerator waf;
  private final LogGenerator trail;
  private Truth truth = Truth.NOTHING;

  Load(Pipeline pipeline, long seed, int recordsPerFile) {
    this.pipeline = pipeline;
    this.waf = new WafLogGenerator(seed, recordsPerFile, 0.2, List.of(), true);
    this.trail =
        new CloudTrailGenerator(seed, Math.max(1, recordsPerFile / 4), "123456789012", "eu-west-1");
  }

  Load waf(int files) {
    return put(waf, files);
  }

  Load trail(int files) {
    return put(trail, files);
  }

  Truth truth() {
    return truth;
  }

  /** Waits until as many objects are settled as were put. */
  void untilSettled() {
    Eventually.until(
        DEADLINE,
        () -> {
          MetricsPage metrics = pipeline.weir().metrics();
          return metrics.sum("weir_objects_settled_total") >= truth.files()
              && metrics.sum("weir_records_in_flight") == 0;
        },
        () -> "not settled: " + summary().toJson() + "\n" + pipeline.weir().tail());
  }

  Summary summary() {
    return Summary.of(pipeline, truth.flags().keySet(), Duration.ZERO, null);
  }

  private Load put(LogGenerator generator, int files) {
    for (int i = 0; i < files; i++) {
      GeneratedFile file = generator.next(Instant.now());
      truth = truth.plus(file.truth());
      pipeline.put(file.key(), file.bytes());
    }
    return this;
  }
}
