package dev.weir.forward;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.races.Interleavings;
import dev.weir.units.ByteSize;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A slot has one holder, no more are made than there is memory for, and none gets lost. */
final class SlotsRacesTest {
  private static final int SLOT_BYTES = 1024;

  @Test
  void givesEachSlotToOneHolderAndMakesNoMoreThanThereIsMemoryFor() {
    Interleavings.each(
        () -> {
          Slots slots = slots(1);
          Set<Slot> held = ConcurrentHashMap.newKeySet();
          Set<Slot> made = ConcurrentHashMap.newKeySet();

          together(
              () -> hold(slots, new Peer("peer"), 1, held, made),
              () -> hold(slots, new Peer("other"), 1, held, made));

          assertEquals(1, slots.freeSlots());
          assertEquals(1, made.size());
        });
  }

  @Test
  void givesTheLaneToOneHolder() {
    Interleavings.each(
        () -> {
          Slots slots = slots(1);
          Set<Slot> held = ConcurrentHashMap.newKeySet();
          Set<Slot> made = ConcurrentHashMap.newKeySet();

          together(
              () -> hold(slots, new Peer("peer"), 2 * SLOT_BYTES, held, made),
              () -> hold(slots, new Peer("other"), 2 * SLOT_BYTES, held, made));

          assertEquals(1, slots.lane().free());
          assertEquals(1, slots.freeSlots());
        });
  }

  @Test
  void endsThoughTwoMessagesTurnOutToNeedTheLane() {
    Interleavings.each(
        () -> {
          Slots slots = slots(1);

          together(
              () -> moveToLane(slots, new Peer("peer")),
              () -> moveToLane(slots, new Peer("other")));

          assertEquals(1, slots.lane().free());
          assertEquals(1, slots.freeSlots());
        });
  }

  @Test
  void keepsASlotThatIsGrantedToOneWhoLeaves() {
    Interleavings.each(
        300,
        () -> {
          Slots slots = slots(1);
          Peer peer = new Peer("peer");
          Slot taken = acquire(slots, peer, 1);
          AtomicInteger ends = new AtomicInteger();
          Thread waiter = Interleavings.start(() -> leaveOrHold(slots, new Peer("other"), ends));

          together(waiter::interrupt, () -> slots.release(peer, taken));
          Interleavings.join(waiter);

          assertEquals(1, ends.get());
          assertEquals(1, slots.freeSlots());
        });
  }

  private static void leaveOrHold(Slots slots, Peer peer, AtomicInteger ends) {
    try {
      slots.release(peer, slots.acquire(peer, 1));
    } catch (InterruptedException left) {
      // It holds nothing then.
    }
    ends.incrementAndGet();
  }

  private static void hold(Slots slots, Peer peer, long bytes, Set<Slot> held, Set<Slot> made) {
    Slot slot = acquire(slots, peer, bytes);
    made.add(slot);
    assertTrue(held.add(slot), "it has another holder");
    held.remove(slot);
    slots.release(peer, slot);
  }

  private static void moveToLane(Slots slots, Peer peer) {
    try {
      Lease lease = Lease.acquire(slots, peer, 1);
      lease.moveToLane(0);
      lease.release();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Slot acquire(Slots slots, Peer peer, long bytes) {
    try {
      return slots.acquire(peer, bytes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Slots slots(int standard) {
    ByteSize slot = new ByteSize(SLOT_BYTES);
    ByteSize message = new ByteSize(2 * SLOT_BYTES);
    ByteSize budget = new ByteSize(Slots.COPIES * (message.bytes() + (long) standard * SLOT_BYTES));
    return new Slots(new ForwardLimits(budget, slot, message, message, 500, 4, 100), () -> 0);
  }
}
