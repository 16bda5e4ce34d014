package dev.weir.telemetry;

import dev.weir.alert.AlertObserver;
import dev.weir.rule.Level;

/** Counts matches and alerts. */
public final class AlertMetrics implements AlertObserver {
  private final CounterFamily opened;
  private final CounterFamily gathered;
  private final Metrics metrics;

  public AlertMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.opened = metrics.family(Metric.ALERTS_OPENED);
    this.gathered = metrics.family(Metric.MATCHES_GATHERED);
    metrics.alarm("alerts_wait", false);
  }

  @Override
  public void alertOpened(Level level) {
    opened.add(1, level.text());
  }

  @Override
  public void matchesGathered(int matches) {
    gathered.add(matches);
  }

  @Override
  public void gathering(String problem) {
    metrics.alarm("alerts_wait", !problem.isEmpty());
  }
}
