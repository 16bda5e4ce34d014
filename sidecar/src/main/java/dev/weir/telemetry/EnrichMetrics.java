package dev.weir.telemetry;

import dev.weir.feed.KeptList;
import dev.weir.feed.ListObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what enrichments know, and shows their lists. */
public final class EnrichMetrics implements ListObserver {
  private final Metrics metrics;
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final CounterFamily reloads;

  public EnrichMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.reloads = metrics.family(Metric.LIST_RELOADS);
  }

  /** What counts values of an outcome: {@code weir_enriched_total{enrichment,outcome}}. */
  public LongAdder counter(String enrichment, String outcome) {
    return counters.computeIfAbsent(
        enrichment + " " + outcome,
        key -> {
          LongAdder count = new LongAdder();
          metrics.counted(Metric.ENRICHED, count, LongAdder::sum, enrichment, outcome);
          return count;
        });
  }

  @Override
  public void kept(String name, KeptList<?> list) {
    metrics.gauge(Metric.LIST_ENTRIES, list, KeptList::entries, name);
    metrics.gauge(Metric.LIST_SKIPPED_ENTRIES, list, KeptList::skipped, name);
    metrics.gauge(Metric.LIST_AGE_SECONDS, list, KeptList::ageSeconds, name);
  }

  @Override
  public void asked(String name, String outcome) {
    reloads.add(1, name, outcome);
  }
}
