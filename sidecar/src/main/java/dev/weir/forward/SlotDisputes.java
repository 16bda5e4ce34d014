package dev.weir.forward;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes slots from messages that arrive slowly while another peer waits. Each peer keeps its fair
 * share, whatever its pace: only what it holds beyond that is taken, and of that the message of
 * which least is there. The sender sends that one again.
 *
 * <p>The oversize lane cannot be shared. While another waits for it, what holds it has to come
 * {@value #LANE_FACTOR} times as fast as any message.
 */
final class SlotDisputes {
  private static final int LANE_FACTOR = 16;

  /** As many of these make the deadline of a stalled read. */
  private static final int PATIENCES_IN_STALL = 5;

  private final Slots slots;
  private final long patienceNanos;
  private final long laneBytesPerSecond;
  private final Set<SlotReading> readings = ConcurrentHashMap.newKeySet();

  SlotDisputes(Slots slots, ForwardLimits limits, ForwardDeadlines deadlines) {
    this.slots = slots;
    this.patienceNanos = deadlines.readStall().toNanos() / PATIENCES_IN_STALL;
    this.laneBytesPerSecond = LANE_FACTOR * limits.bytesPerSecond().bytes();
  }

  void begin(SlotReading reading) {
    readings.add(reading);
  }

  void end(SlotReading reading) {
    readings.remove(reading);
  }

  /** Settles what has lasted long enough. Called every now and then. */
  void settle(long now) {
    Peer waiting = slots.standard().waitingSince(now - patienceNanos);
    if (waiting != null) {
      take(beyondItsShare(slots.standard().held(waiting), now));
    }
    Peer waitingForLane = slots.lane().waitingSince(now - patienceNanos);
    if (waitingForLane != null) {
      take(slowInLane(waitingForLane, now));
    }
  }

  private static void take(@Nullable SlotReading reading) {
    if (reading != null) {
      reading.end();
    }
  }

  /** A message of a peer that would still hold no fewer slots than the one that waits. */
  private @Nullable SlotReading beyondItsShare(int heldByWaiting, long now) {
    FairSemaphore standard = slots.standard();
    return readings.stream()
        .filter(each -> !each.inLane() && now - each.since() > patienceNanos)
        .filter(each -> standard.held(each.peer()) > heldByWaiting + 1)
        .min(
            Comparator.comparingInt((SlotReading each) -> -standard.held(each.peer()))
                .thenComparingLong(SlotReading::received))
        .orElse(null);
  }

  private @Nullable SlotReading slowInLane(Peer waiting, long now) {
    return readings.stream()
        .filter(each -> each.inLane() && each.peer() != waiting)
        .filter(each -> now - each.since() > patienceNanos + laneNanos(each.received()))
        .findAny()
        .orElse(null);
  }

  private long laneNanos(long bytes) {
    return bytes * 1_000_000_000L / laneBytesPerSecond;
  }
}
