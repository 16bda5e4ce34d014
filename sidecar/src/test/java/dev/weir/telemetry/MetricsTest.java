package dev.weir.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Names, labels and bounds. */
class MetricsTest {

  @Test
  void showsCountsThatAreKeptElsewhere() {
    AtomicLong settled = new AtomicLong();
    try (Metrics metrics = new Metrics()) {
      metrics.counted(Metric.RECORDS, settled, AtomicLong::get, "indexed");
      settled.set(1000);
      System.gc();

      String text = metrics.scrape();
      assertTrue(text.contains("weir_records_total{fate=\"indexed\"} 1000.0"), text);
    }
  }

  @Test
  void namesAreThoseOfPrometheus() {
    AtomicLong held = new AtomicLong(42);
    try (Metrics metrics = new Metrics()) {
      metrics.gauge(Metric.SOURCE_UNSETTLED_BYTES, held, AtomicLong::get);
      metrics.bulk("ok", 5000, Duration.ofMillis(20));
      metrics.objectTook(Duration.ofSeconds(3));
      metrics.alarm("opensearch_blocked", true);
      metrics.deadLettered("too_deep", "decode", 3);
      metrics.watchJvm();

      String text = metrics.scrape();
      assertTrue(text.contains("weir_source_unsettled_bytes 42.0"), text);
      assertTrue(text.contains("weir_bulk_requests_total{outcome=\"ok\"} 1.0"), text);
      assertTrue(text.contains("weir_bulk_seconds_sum 0.02"), text);
      assertTrue(text.contains("weir_bytes_total{point=\"bulk\"} 5000.0"), text);
      assertTrue(text.contains("weir_object_seconds_count 1"), text);
      assertTrue(text.contains("weir_alarm{reason=\"opensearch_blocked\"} 1.0"), text);
      assertTrue(
          text.contains("weir_dead_letters_total{reason=\"too_deep\",stage=\"decode\"} 3.0"), text);
      assertTrue(text.contains("jvm_memory_used_bytes"), text);
    }
  }

  @Test
  void anAlarmGoesOff() {
    try (Metrics metrics = new Metrics()) {
      metrics.alarm("blocked", true);
      metrics.alarm("blocked", false);

      assertTrue(metrics.scrape().contains("weir_alarm{reason=\"blocked\"} 0.0"));
    }
  }

  @Test
  void boundsTheSeriesAndLosesNoCount() {
    try (Metrics metrics = new Metrics()) {
      for (int i = 0; i < 10_000; i++) {
        metrics.deadLettered("rule-" + i, "sink", 2);
      }

      String text = metrics.scrape();
      long series =
          text.lines().filter(line -> line.startsWith("weir_dead_letters_total{")).count();
      assertEquals(CounterFamily.MAX_SERIES + 1, series);
      assertTrue(text.contains("{reason=\"other\",stage=\"other\"}"), "no other");
      double sum =
          text.lines()
              .filter(line -> line.startsWith("weir_dead_letters_total{"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
              .sum();
      assertEquals(20_000, sum);
    }
  }

  @Test
  void cleansWhatAStrangerMayHaveChosen() {
    try (Metrics metrics = new Metrics()) {
      metrics.chunk("x\"} 1\n" + "y".repeat(500));
      metrics.chunk("x\"} 1\n" + "y".repeat(500));

      String text = metrics.scrape();
      assertTrue(text.contains("outcome=\"x___1_yyy"), text);
      assertTrue(text.lines().anyMatch(line -> line.contains("x___1_y") && line.endsWith(" 2.0")));
      assertFalse(text.contains("y".repeat(65)));
    }
  }
}
