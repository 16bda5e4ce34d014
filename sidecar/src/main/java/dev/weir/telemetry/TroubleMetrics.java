package dev.weir.telemetry;

import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.TroubleObserver;

/** Raises the alarm while something keeps documents from OpenSearch. */
public final class TroubleMetrics implements TroubleObserver {
  private final Metrics metrics;

  /** All alarms are there from the beginning, and off. */
  public TroubleMetrics(Metrics metrics) {
    this.metrics = metrics;
    for (HoldReason reason : HoldReason.values()) {
      metrics.alarm(reason.alarm(), false);
    }
  }

  @Override
  public void held(HoldReason reason, int documents) {
    // An alarm needs no number.
  }

  @Override
  public void released(HoldReason reason, int documents) {
    // An alarm needs no number.
  }

  @Override
  public void trouble(HoldReason reason, boolean on) {
    metrics.alarm(reason.alarm(), on);
  }
}
