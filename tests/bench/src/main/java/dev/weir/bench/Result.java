package dev.weir.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The medians of some runs.
 *
 * @param ratios the processor time as a share of the design's target, where there is one, and what
 *     the benchmark itself adds
 */
record Result(
    BenchmarkName benchmark,
    int runs,
    long records,
    long bytes,
    double recordsPerSecond,
    double cpuMicrosPerRecord,
    double lowestCpuMicros,
    double highestCpuMicros,
    double allocatedBytesPerRecord,
    long peakRssBytes,
    Map<String, Double> ratios) {

  static Result of(BenchmarkName benchmark, List<Measurement> runs) {
    Measurement last = runs.getLast();
    double cpu = median(runs, Measurement::cpuMicrosPerRecord);
    Map<String, Double> ratios = new TreeMap<>();
    if (benchmark.targetMicros() > 0) {
      ratios.put("cpu_of_target", cpu / benchmark.targetMicros());
    }
    last.ratios()
        .keySet()
        .forEach(name -> ratios.put(name, median(runs, run -> run.ratios().get(name))));
    return new Result(
        benchmark,
        runs.size(),
        last.records(),
        last.bytes(),
        median(runs, Measurement::recordsPerSecond),
        cpu,
        runs.stream().mapToDouble(Measurement::cpuMicrosPerRecord).min().orElseThrow(),
        runs.stream().mapToDouble(Measurement::cpuMicrosPerRecord).max().orElseThrow(),
        median(runs, Measurement::allocatedBytesPerRecord),
        last.peakRssBytes(),
        ratios);
  }

  /** One JSON object on one line. */
  String toJson() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("benchmark", benchmark.toString()).put("records", records).put("bytes", bytes);
    json.put("records_per_second", rounded(recordsPerSecond));
    json.put("cpu_micros_per_record", rounded(cpuMicrosPerRecord));
    json.put("allocated_bytes_per_record", rounded(allocatedBytesPerRecord));
    json.put("peak_rss_bytes", peakRssBytes);
    ObjectNode named = json.putObject("ratios");
    ratios.forEach((name, ratio) -> named.put(name, rounded(ratio)));
    return json.toString();
  }

  /** A table for a person. */
  void print(PrintStream out) {
    out.printf(Locale.ROOT, "%s: %s%n", benchmark, benchmark.description());
    out.printf(Locale.ROOT, "  %-28s %,d of %,d bytes%n", "records in a run", records, bytes);
    out.printf(Locale.ROOT, "  %-28s %,.0f%n", "records a second", recordsPerSecond);
    out.printf(
        Locale.ROOT,
        "  %-28s %.2f us (%.2f to %.2f in %d runs)%n",
        "processor time a record",
        cpuMicrosPerRecord,
        lowestCpuMicros,
        highestCpuMicros,
        runs);
    if (benchmark.targetMicros() > 0) {
      out.printf(
          Locale.ROOT, "  %-28s %.1f us%n", "  the design asks for", benchmark.targetMicros());
    }
    out.printf(Locale.ROOT, "  %-28s %,.0f bytes%n", "allocated a record", allocatedBytesPerRecord);
    out.printf(Locale.ROOT, "  %-28s %.0f MiB%n", "peak memory", peakRssBytes / 1048576.0);
    ratios.forEach((name, ratio) -> out.printf(Locale.ROOT, "  %-28s %.2f%n", name, ratio));
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
