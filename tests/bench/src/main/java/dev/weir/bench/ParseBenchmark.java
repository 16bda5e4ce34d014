package dev.weir.bench;

import com.sun.management.ThreadMXBean;
import dev.weir.event.JsonBuffer;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parsing, normal form, flags and writing of records of every type, on this thread. */
final class ParseBenchmark implements Benchmark {
  private static final int AT_HAND = 1000;
  private static final double JSON_TARGET = 6;
  private static final double TRAIL_TARGET = 10;
  private static final double TEXT_TARGET = 4;

  private final List<SampleRecords> samples = new ArrayList<>();
  private final List<DocumentMaker> makers = new ArrayList<>();
  private final JsonBuffer out = new JsonBuffer(8192);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  ParseBenchmark() {
    for (LogType type : LogTypes.shipped().all()) {
      samples.add(SampleRecords.of(type, AT_HAND));
      makers.add(new DocumentMaker(type));
    }
  }

  /** As many records of each type; the whole is what they come to together. */
  @Override
  public Measurement run(long records) {
    long each = Math.max(1, records / samples.size());
    Map<String, Double> ratios = new LinkedHashMap<>();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long began = System.nanoTime();
    long cpu = 0;
    double bytes = 0;
    for (int i = 0; i < samples.size(); i++) {
      SampleRecords sample = samples.get(i);
      long spent = spent(sample, makers.get(i), each);
      double micros = spent / 1e3 / each;
      ratios.put(sample.type() + " us", micros);
      ratios.put(sample.type() + " of target", micros / target(sample));
      ratios.put(sample.type() + " records a second", 1e6 / micros);
      cpu += spent;
      bytes += (double) sample.textBytes() / AT_HAND * each;
    }
    return new Measurement(
        each * samples.size(),
        (long) bytes,
        Duration.ofNanos(System.nanoTime() - began),
        Duration.ofNanos(cpu),
        threads.getCurrentThreadAllocatedBytes() - allocated,
        Sample.ofThisProcess().peakRssBytes(),
        ratios);
  }

  @Override
  public void close() {}

  /** Processor time of one type, nanoseconds. */
  private long spent(SampleRecords sample, DocumentMaker maker, long records) {
    long before = threads.getCurrentThreadCpuTime();
    for (long i = 0; i < records; i++) {
      out.clear();
      maker.write(sample.packed().get((int) (i % AT_HAND)), out);
    }
    return threads.getCurrentThreadCpuTime() - before;
  }

  private static double target(SampleRecords sample) {
    if (sample.type().name().equals("aws.cloudtrail")) {
      return TRAIL_TARGET;
    }
    return sample.isJson() ? JSON_TARGET : TEXT_TARGET;
  }
}
