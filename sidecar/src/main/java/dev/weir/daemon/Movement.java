package dev.weir.daemon;

import dev.weir.opensearch.HoldReason;
import dev.weir.telemetry.Metric;
import dev.weir.telemetry.Metrics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a process that hangs from one that waits. Records move, or there is none to move, or a
 * known alarm says why they do not; anything else is a hang, if it lasts. For one thread.
 */
final class Movement {
  /** Longer than each time-out and each pause of the ways out: nothing moves for that long. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Metrics metrics;
  private final boolean straight;
  private final Duration patience;
  private final LongSupplier nanoClock;
  private double moved;
  private long movedNanos;

  /**
   * What moves from now on.
   *
   * @param straight whether the source sends to the sidecar of this process; else what it has sent
   *     may lie in Fluent Bit for as long as Fluent Bit likes
   * @param nanoClock as {@link System#nanoTime}
   */
  Movement(Metrics metrics, boolean straight, Duration patience, LongSupplier nanoClock) {
    this.metrics = metrics;
    this.straight = straight;
    this.patience = patience;
    this.nanoClock = nanoClock;
    this.movedNanos = nanoClock.getAsLong();
  }

  /** What hangs, in plain words; empty if nothing does. To be asked again and again. */
  Optional<String> problem() {
    double now = moved();
    if (now != moved || !isHeld() || isExplained()) {
      moved = now;
      movedNanos = nanoClock.getAsLong();
      return Optional.empty();
    }
    Duration still = Duration.ofNanos(nanoClock.getAsLong() - movedNanos);
    return still.compareTo(patience) < 0
        ? Optional.empty()
        : Optional.of(
            "nothing has moved for %d s, and no alarm says why: %,.0f objects open, %,.0f chunks at"
                    .formatted(
                        still.toSeconds(),
                        metrics.sum(Metric.OBJECTS_OPEN),
                        metrics.sum(Metric.CHUNKS_AT_WORK))
                + " work, %,.0f bytes on their way to OpenSearch"
                    .formatted(metrics.sum(Metric.BULK_IN_FLIGHT_BYTES)));
  }

  /** Grows whenever a part has done something that it need not do again. */
  private double moved() {
    return metrics.sum(Metric.RECORDS_READ)
        + metrics.sum(Metric.RECORDS)
        + metrics.sum(Metric.OBJECTS)
        + metrics.sum(Metric.OBJECTS_SETTLED)
        + metrics.sum(Metric.FRAMES)
        + metrics.sum(Metric.BULK_ITEMS)
        + metrics.sum(Metric.CHUNKS, "outcome", "acknowledged");
  }

  /** Whether something is in this process that should go on. */
  private boolean isHeld() {
    boolean inSidecar =
        metrics.sum(Metric.CHUNKS_AT_WORK) > 0 || metrics.sum(Metric.BULK_IN_FLIGHT_BYTES) > 0;
    boolean inSource =
        metrics.sum(Metric.OBJECTS_OPEN) > 0
            && (straight || metrics.sum(Metric.SOURCE_UNSETTLED_BYTES) == 0);
    return inSidecar || inSource;
  }

  /** Whether OpenSearch or S3 takes nothing: that is back-pressure. */
  private boolean isExplained() {
    return metrics.activeAlarms().stream().anyMatch(each -> HoldReason.ofAlarm(each).isPresent());
  }
}
