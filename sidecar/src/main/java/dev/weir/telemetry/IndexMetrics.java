package dev.weir.telemetry;

import dev.weir.indices.IndexObserver;
import dev.weir.indices.PolicyOutcome;
import java.util.Locale;

/** Counts what becomes of indices and of their policies. */
public final class IndexMetrics implements IndexObserver {
  private final Metrics metrics;

  public IndexMetrics(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void indexDeleted(String type) {
    metrics.indexDeletion(type, "deleted");
  }

  @Override
  public void indexNotDeleted(String type) {
    metrics.indexDeletion(type, "refused");
  }

  @Override
  public void policy(String type, PolicyOutcome outcome) {
    metrics.policy(type, outcome.name().toLowerCase(Locale.ROOT));
  }
}
