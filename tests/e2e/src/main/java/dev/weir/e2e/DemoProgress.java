package dev.weir.e2e;

import dev.weir.generate.Truth;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Prints a line a second of how far the records are. */
final class DemoProgress {
  private static final long LINE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final Pipeline pipeline;
  private final PrintStream out;

  /** When there were so many records: tells the age of the oldest that is not settled. */
  private final NavigableMap<Long, Long> made = new TreeMap<>();

  private long lastLine;
  private long lastSettled;

  DemoProgress(Pipeline pipeline, PrintStream out) {
    this.pipeline = pipeline;
    this.out = out;
    this.lastLine = System.nanoTime();
  }

  /** So many records were made by now. */
  void generated(long records) {
    made.put(records, System.nanoTime());
  }

  /** Prints a line, if the last one is a second old. */
  void line() {
    long now = System.nanoTime();
    if (now - lastLine < LINE_NANOS) {
      return;
    }
    MetricsPage weir = pipeline.weir().metrics();
    long settled = settled(weir);
    double rate = (settled - lastSettled) * 1e9 / (now - lastLine);
    Map.Entry<Long, Long> oldest = made.higherEntry(settled);
    double lag = oldest == null ? 0 : (now - oldest.getValue()) / 1e9;
    out.printf(
        Locale.ROOT,
        "%,9d made %,9d read %,9d settled %,8.0f/s  lag %4.1f s  B_action %,d  UNK_country %,d%n",
        made.isEmpty() ? 0 : made.lastKey(),
        weir.sum("weir_records_read_total"),
        settled,
        rate,
        lag,
        weir.sum("weir_flags_total", "flag=\"B_action\""),
        weir.sum("weir_flags_total", "flag=\"UNK_country\""));
    lastLine = now;
    lastSettled = settled;
  }

  /** Whether all of it was settled, and every object's message deleted, before the deadline. */
  boolean untilSettled(Truth truth, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
      MetricsPage weir = pipeline.weir().metrics();
      if (settled(weir) >= truth.records()
          && weir.sum("weir_records_in_flight") == 0
          && weir.sum("weir_objects_settled_total") >= truth.files()) {
        return true;
      }
      line();
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return false;
  }

  private static long settled(MetricsPage weir) {
    return weir.sum("weir_records_total");
  }
}
