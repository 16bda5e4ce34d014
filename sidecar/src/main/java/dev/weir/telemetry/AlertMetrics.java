package dev.weir.telemetry;

import dev.weir.alert.AlertObserver;
import dev.weir.rule.Level;

/** Counts matches and alerts. */
public final class AlertMetrics implements AlertObserver {
  /** The alarm that matches cannot become alerts. */
  public static final String ALARM = "alerts_wait";

  /** What to do about it. */
  public static final String ADVICE =
      "matches are stored and become no alerts yet: the log says what OpenSearch answers; Weir goes"
          + " on by itself when it answers again";

  private final CounterFamily opened;
  private final CounterFamily gathered;
  private final Metrics metrics;

  public AlertMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.opened = metrics.family(Metric.ALERTS_OPENED);
    this.gathered = metrics.family(Metric.MATCHES_GATHERED);
    metrics.alarm(ALARM, false);
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
    metrics.alarm(ALARM, !problem.isEmpty());
  }
}
