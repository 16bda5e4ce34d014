package dev.weir.bench;

import java.time.Duration;
import java.util.Map;

/**
 * One run.
 *
 * @param records how many went their way
 * @param bytes their JSON
 * @param took by the clock on the wall
 * @param cpu processor time of what is measured
 * @param allocatedBytes made on its heap
 * @param peakRssBytes the most memory it held, from its start on
 * @param ratios further figures, by name
 */
record Measurement(
    long records,
    long bytes,
    Duration took,
    Duration cpu,
    long allocatedBytes,
    long peakRssBytes,
    Map<String, Double> ratios) {

  /** What lies between two samples. */
  static Measurement between(
      Sample before,
      Sample after,
      long records,
      long bytes,
      Duration took,
      Map<String, Double> ratios) {
    return new Measurement(
        records,
        bytes,
        took,
        Duration.ofNanos(after.cpuNanos() - before.cpuNanos()),
        after.allocatedBytes() - before.allocatedBytes(),
        after.peakRssBytes(),
        ratios);
  }

  double recordsPerSecond() {
    return records * 1e9 / took.toNanos();
  }

  double cpuMicrosPerRecord() {
    return cpu.toNanos() / 1e3 / records;
  }

  double allocatedBytesPerRecord() {
    return (double) allocatedBytes / records;
  }
}
