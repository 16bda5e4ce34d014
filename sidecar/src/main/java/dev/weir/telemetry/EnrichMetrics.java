package dev.weir.telemetry;

import dev.weir.enrich.list.KeptList;
import dev.weir.enrich.list.ListObserver;
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
    this.reloads = metrics.family("weir.list.reloads", "Lists asked for", "list", "outcome");
  }

  /** What counts values of an outcome: {@code weir_enriched_total{enrichment,outcome}}. */
  public LongAdder counter(String enrichment, String outcome) {
    return counters.computeIfAbsent(
        enrichment + " " + outcome,
        key -> {
          LongAdder count = new LongAdder();
          metrics.counted(
              "enriched",
              "Values that enrichments looked up",
              count,
              LongAdder::sum,
              "enrichment",
              enrichment,
              "outcome",
              outcome);
          return count;
        });
  }

  @Override
  public void kept(String name, KeptList<?> list) {
    metrics.gauge(
        "list.entries", "Entries of a list in force", list, KeptList::entries, "list", name);
    metrics.gauge(
        "list.skipped.entries",
        "Entries of a list that are not understood, or no longer valid",
        list,
        KeptList::skipped,
        "list",
        name);
    metrics.gauge(
        "list.age.seconds",
        "For how long a list was neither read nor seen to be unchanged",
        list,
        KeptList::ageSeconds,
        "list",
        name);
  }

  @Override
  public void asked(String name, String outcome) {
    reloads.add(1, name, outcome);
  }
}
