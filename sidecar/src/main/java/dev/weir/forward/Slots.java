package dev.weir.forward;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
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
 *
 * <p>Beside the slots there is room for small messages that wait to become final: as long as there
 * is, such a message gives its slot back as soon as it is handed over. Else the frame of each small
 * object would hold a slot of megabytes until OpenSearch has answered.
 */
final class Slots {
  static final int COPIES = 3;

  /** With fewer slots, each is needed for messages that are not small. */
  private static final int LEAST_TO_GIVE_ONE_UP = 4;

  /** A message is small if so many of its size fit into a slot. */
  private static final int SMALL_OF_A_SLOT = 16;

  /** Room for the header by which a message turns out to be over the limit. */
  private static final int HEADER_BYTES = 16;

  private final int slotBytes;
  private final int standardSlots;
  private final FairSemaphore standard;
  private final ConcurrentLinkedDeque<Slot> free = new ConcurrentLinkedDeque<>();
  private final FairSemaphore lane;
  private final Semaphore small;
  private final Slot laneSlot;

  Slots(ForwardLimits limits, LongSupplier ticker) {
    slotBytes = limits.slot().toIntExact();
    laneSlot = new Slot(limits.oversizeBytes() + HEADER_BYTES, true);
    long rest = limits.budget().bytes() / COPIES - limits.oversizeBytes();
    long slots = rest / slotBytes;
    // What is left over is for small messages, and a slot if that is little and there are many.
    boolean little = rest % slotBytes < slotBytes / 2 && slots >= LEAST_TO_GIVE_ONE_UP;
    standardSlots = (int) Math.min(1 << 16, little ? slots - 1 : slots);
    small = new Semaphore((int) Math.min(2L * slotBytes, rest - (long) standardSlots * slotBytes));
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

  /**
   * Takes room for a message that is whole, beside the slots, without waiting.
   *
   * @return false if the message is not small, or there is no room now
   */
  boolean keepSmall(int bytes) {
    return bytes <= slotBytes / SMALL_OF_A_SLOT && small.tryAcquire(bytes);
  }

  void releaseSmall(int bytes) {
    small.release(bytes);
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
