package dev.weir.telemetry;

import dev.weir.settle.SettleObserver;

/** Counts lines of the ledger, and records that are in none. */
public final class SettleMetrics implements SettleObserver {
  private final Metrics metrics;

  public SettleMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void lineWritten() {
    metrics.bulkItems("ledger", 1);
  }

  @Override
  public void missed(long records) {
    metrics.missedInLedger(records);
  }
}
