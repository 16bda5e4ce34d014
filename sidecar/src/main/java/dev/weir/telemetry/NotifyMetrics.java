package dev.weir.telemetry;

import dev.weir.notify.NotifyObserver;

/** Counts what is sent to destinations, and alarms about those that take nothing. */
public final class NotifyMetrics implements NotifyObserver {
  /** With the name of a destination: the alarm that it takes no alerts. */
  public static final String ALARM = "notify_";

  private final Metrics metrics;
  private final CounterFamily sent;

  public NotifyMetrics(Metrics metrics) {
    this.metrics = metrics;
    this.sent = metrics.family(Metric.NOTIFICATIONS);
  }

  @Override
  public void notified(String destination, String outcome, int alerts) {
    sent.add(alerts, destination, outcome);
  }

  @Override
  public void destination(String destination, String problem) {
    metrics.alarm(ALARM + destination, !problem.isEmpty());
  }
}
