package dev.weir.forward;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/**
 * The memory for messages, cut into slots, so that what is half read after an outage can neither
 * fill it nor starve the rest. A message gets its slot before more than its first small piece is
 * read, in the order of asking, and holds it until its chunk is final.
 *
 * <p>A byte of a message costs the process up to {@value #COPIES} bytes: as it was sent, as msgpack
 * when that was compressed, and as JSON in a bulk request. The budget is divided by that.
 *
 * <p>One slot, the oversize lane, is set aside for a message that is larger than the others cover.
 * Whoever holds the lane needs nothing else to come to an end; whoever waits for it may hold a
 * standard slot. So no circle of waiting can close.
 */
final class Slots {
  static final int COPIES = 3;

  /** Room for the header by which a message turns out to be over the limit. */
  private static final int HEADER_BYTES = 16;

  private final int slotBytes;
  private final int standardSlots;
  private final Semaphore standard;
  private final ConcurrentLinkedDeque<Slot> free = new ConcurrentLinkedDeque<>();
  private final Semaphore lane = new Semaphore(1, true);
  private final Slot laneSlot;

  Slots(ForwardLimits limits) {
    slotBytes = limits.slot().toIntExact();
    laneSlot = new Slot(limits.oversizeBytes() + HEADER_BYTES, true);
    long rest = limits.budget().bytes() - (long) COPIES * limits.oversizeBytes();
    standardSlots = (int) Math.min(1 << 16, rest / ((long) COPIES * slotBytes));
    standard = new Semaphore(standardSlots, true);
  }

  int standardSlots() {
    return standardSlots;
  }

  /** Slots that nobody holds, the lane not counted. */
  int freeSlots() {
    return standard.availablePermits();
  }

  /** Waits for a slot that covers {@code bytes}: a standard one if that does, else the lane. */
  Slot acquire(long bytes) throws InterruptedException {
    if (bytes > slotBytes) {
      return acquireLane();
    }
    standard.acquire();
    // The last one given back first, so that no more arrays are made than are in use at once.
    Slot slot = free.pollFirst();
    return slot != null ? slot : new Slot(slotBytes, false);
  }

  Slot acquireLane() throws InterruptedException {
    lane.acquire();
    return laneSlot;
  }

  void release(Slot slot) {
    if (slot.oversize()) {
      // Large messages are rare: their memory is not kept from the rest of the process.
      slot.clear();
      lane.release();
    } else {
      free.addFirst(slot);
      standard.release();
    }
  }
}
