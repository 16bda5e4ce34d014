package dev.weir.forward;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;

/**
 * The memory for messages, cut into slots, so that what is half read after an outage can neither
 * fill it nor starve the rest. A message gets its slot before more than its first small piece is
 * read, peer by peer, and holds it until its chunk is final.
 *
 * <p>A byte of a message costs the process up to {@value #COPIES} bytes: as it was sent, as msgpack
 * when that was compressed, and in the account of its entries or the document being written. The
 * budget is divided by that. Documents that wait have a bound of their own in the sink.
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
  private final FairSemaphore standard;
  private final ConcurrentLinkedDeque<Slot> free = new ConcurrentLinkedDeque<>();
  private final FairSemaphore lane;
  private final Slot laneSlot;

  Slots(ForwardLimits limits, LongSupplier ticker) {
    slotBytes = limits.slot().toIntExact();
    laneSlot = new Slot(limits.oversizeBytes() + HEADER_BYTES, true);
    long rest = limits.budget().bytes() - (long) COPIES * limits.oversizeBytes();
    standardSlots = (int) Math.min(1 << 16, rest / ((long) COPIES * slotBytes));
    standard = new FairSemaphore(standardSlots, ticker);
    lane = new FairSemaphore(1, ticker);
  }

  int standardSlots() {
    return standardSlots;
  }

  /** Slots that nobody holds, the lane not counted. */
  int freeSlots() {
    return standard.free();
  }

  FairSemaphore standard() {
    return standard;
  }

  FairSemaphore lane() {
    return lane;
  }

  /** Waits for a slot that covers {@code bytes}: a standard one if that does, else the lane. */
  Slot acquire(Peer peer, long bytes) throws InterruptedException {
    if (bytes > slotBytes) {
      return acquireLane(peer);
    }
    standard.acquire(peer);
    // The last one given back first, so that no more arrays are made than are in use at once.
    Slot slot = free.pollFirst();
    return slot != null ? slot : new Slot(slotBytes, false);
  }

  Slot acquireLane(Peer peer) throws InterruptedException {
    lane.acquire(peer);
    return laneSlot;
  }

  void release(Peer peer, Slot slot) {
    if (slot.oversize()) {
      // Large messages are rare: their memory is not kept from the rest of the process.
      slot.clear();
      lane.release(peer);
    } else {
      free.addFirst(slot);
      standard.release(peer);
    }
  }
}
