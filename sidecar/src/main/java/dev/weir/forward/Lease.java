package dev.weir.forward;

/**
 * What one message holds of the {@link Slots}, from its first piece until its chunk is final. It
 * moves to the oversize lane when the message turns out larger. Used by one thread at a time.
 */
final class Lease {
  private final Slots slots;
  private final Peer peer;
  private Slot wireSlot;
  private Slot plainSlot;
  private boolean released;

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

  /** Gives everything back. Only the first call counts. */
  void release() {
    if (released) {
      return;
    }
    released = true;
    slots.release(peer, wireSlot);
    if (plainSlot != wireSlot) {
      slots.release(peer, plainSlot);
    }
  }
}
