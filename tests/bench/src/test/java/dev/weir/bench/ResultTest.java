package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTest {
  @Test
  void isTheMedianOfItsRuns() {
    List<Measurement> runs = List.of(run(9, 0.2), run(3, 0.4), run(6, 0.9));

    Result result = Result.of(BenchmarkName.SIDECAR, runs);

    assertEquals(6, result.cpuMicrosPerRecord());
    assertEquals(3, result.lowestCpuMicros());
    assertEquals(9, result.highestCpuMicros());
    assertEquals(1000, result.recordsPerSecond());
    assertEquals(Map.of("cpu_of_target", 2.0, "share", 0.4), result.ratios());
  }

  @Test
  void isWrittenInTheFormThatProgramsRead() {
    Result result = Result.of(BenchmarkName.SIDECAR, List.of(run(3, 0.5)));

    assertEquals(
        "{\"benchmark\":\"sidecar\",\"records\":1000,\"bytes\":590000,"
            + "\"records_per_second\":1000.0,\"cpu_micros_per_record\":3.0,"
            + "\"allocated_bytes_per_record\":2.0,\"peak_rss_bytes\":4096,"
            + "\"ratios\":{\"cpu_of_target\":1.0,\"share\":0.5}}",
        result.toJson());
  }

  private static Measurement run(long cpuMicros, double share) {
    return new Measurement(
        1000,
        590_000,
        Duration.ofSeconds(1),
        Duration.ofMillis(cpuMicros),
        2000,
        4096,
        Map.of("share", share));
  }
}
