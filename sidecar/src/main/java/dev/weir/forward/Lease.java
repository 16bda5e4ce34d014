package dev.weir.forward;

import java.util.Arrays;

/**
 * What one message holds of the {@link Slots}, from its first piece until its chunk is final. It
 * moves to the oversize lane when the message turns out larger. Used by one thread at a time, but
 * that any thread may give it back.
 */
final class Lease {
  private final Slots slots;
  private final Peer peer;
  private Slot wireSlot;
  private Slot plainSlot;
  private boolean released;

  /** What it takes of the room for small messages. */
  private int keptBytes;

  private boolean slotReleased;

  private Lease(Slots slots, Peer peer, Slot slot) {
    this.slots = slots;
    this.peer = peer;
    this.wireSlot = slot;
    this.plainSlot = slot;
  }

  /** Waits for memory for a message of at least {@code bytes}. */
  static Lease acquire(Slots slots, Peer peer, long bytes) throws InterruptedException {
    return new Lease(slots, peer, slots.acquire(peer, bytes));
  }

  boolean inLane() {
    return wireSlot.oversize();
  }

  /** Whether a message of that size needs no other slot. */
  boolean covers(int size) {
    return size <= wireSlot.limitBytes();
  }

  /** Waits for the lane and moves there what was read. Takes no memory for what is only claimed. */
  void moveToLane(int used) throws InterruptedException {
    Slot small = wireSlot;
    Slot lane = slots.acquireLane(peer);
    System.arraycopy(small.wire(used, used), 0, lane.wire(0, used), 0, used);
    wireSlot = lane;
    plainSlot = lane;
    slots.release(peer, small);
  }

  int limitBytes() {
    return wireSlot.limitBytes();
  }

  /** See {@link Slot#wire}. */
  byte[] wire(int used, int size) {
    return wireSlot.wire(used, size);
  }

  /** See {@link Slot#plain}. Waits for the lane if {@code size} is more than a slot covers. */
  byte[] plain(int used, int size) throws InterruptedException {
    if (size > plainSlot.limitBytes() && !plainSlot.oversize()) {
      Slot lane = slots.acquireLane(peer);
      System.arraycopy(plainSlot.plain(used, used), 0, lane.plain(0, size), 0, used);
      plainSlot = lane;
    }
    return plainSlot.plain(used, size);
  }

  /**
   * Moves a whole message that needs no further memory to an array of its own, if there is room for
   * it beside the slots. The slot is held until {@link #handedOver}, so that no more messages are
   * worked on at once than there are slots.
   *
   * @param message the array that the message lies in, from its beginning
   * @return the array that the message lies in from now on
   */
  byte[] keepBesideSlots(byte[] message, int size) {
    if (wireSlot.oversize() || !slots.keepSmall(size)) {
      return message;
    }
    keptBytes = size;
    return Arrays.copyOf(message, size);
  }

  /** The work on the message is done, but it is not final: gives back a slot that it is not in. */
  synchronized void handedOver() {
    if (keptBytes > 0 && !released && !slotReleased) {
      slotReleased = true;
      slots.release(peer, wireSlot);
    }
  }

  /** Gives everything back. Only the first call counts. */
  synchronized void release() {
    if (released) {
      return;
    }
    released = true;
    if (keptBytes > 0) {
      slots.releaseSmall(keptBytes);
    }
    if (!slotReleased) {
      slots.release(peer, wireSlot);
    }
    if (plainSlot != wireSlot) {
      slots.release(peer, plainSlot);
    }
  }
}
