package dev.weir.account;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.races.Interleavings;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Each record of a frame is settled once, whoever settles it, and the ledger says the truth of an
 * object at every moment. One thread at a time opens an object, and ends what it opened; chunks
 * become final on others.
 */
final class LedgerRacesTest {
  private static final ObjectVersion OBJECT = new ObjectVersion("logs", "app.log", "v1");
  private static final Frame FRAME = new Frame(OBJECT, 0, 2, 0);

  @Test
  void countsEachRecordOnceThoughTwoCopiesOfItsFrameSettle() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          AtomicInteger settled = new AtomicInteger();
          ledger.frameSent(ledger.open(OBJECT), FRAME, settled::incrementAndGet);
          FrameFates first = fates(Fate.INDEXED);
          FrameFates second = fates(Fate.ALREADY_INDEXED);

          together(() -> ledger.settle(first, true), () -> ledger.settle(second, true));

          assertEquals(1, settled.get());
          assertEquals(2, ledger.totals().indexed());
          assertEquals(0, ledger.totals().alreadyIndexed());
          assertEquals(0, ledger.totals().inFlight());
        });
  }

  @Test
  void believesAFrameThatArrivesWhileItIsGivenUp() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          AtomicInteger settled = new AtomicInteger();
          OpenObject account = ledger.open(OBJECT);
          ledger.frameSent(account, FRAME, settled::incrementAndGet);
          FrameFates arrived = fates(Fate.INDEXED);

          together(
              () -> ledger.giveUp(account, FRAME, Fate.UNACCOUNTED),
              () -> ledger.settle(arrived, true));

          assertEquals(1, settled.get());
          assertEquals(2, ledger.totals().indexed());
          assertEquals(0, ledger.totals().unaccounted());
          assertEquals(account.counts(), ledger.totals());
        });
  }

  @Test
  void losesNoFrameThatArrivesWhileItsObjectIsOpened() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          AtomicInteger settled = new AtomicInteger();
          FrameFates early = fates(Fate.INDEXED);

          together(
              () -> ledger.frameSent(ledger.open(OBJECT), FRAME, settled::incrementAndGet),
              () -> ledger.settle(early, true));

          ledger.open(OBJECT).endReached(2);
          assertTrue(ledger.open(OBJECT).complete().isDone());
          assertEquals(1, settled.get());
          assertEquals(2, ledger.totals().read());
          assertEquals(2, ledger.totals().indexed());
        });
  }

  @Test
  void knowsTheLastStateOfAnObjectThatClosesWhileItsFrameArrives() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          OpenObject account = ledger.open(OBJECT);
          ledger.frameSent(account, FRAME, () -> {});
          FrameFates arrived = fates(Fate.INDEXED);
          AtomicLong seen = new AtomicLong();

          together(
              () -> {
                ledger.close(OBJECT, () -> look(account, seen));
                // As whoever writes the object's line does: what came before is not told.
                look(account, seen);
              },
              () -> ledger.settle(arrived, true));

          assertSame(LedgerState.SETTLED, ledger.settledAs(OBJECT));
          assertEquals(2, seen.get());
          assertEquals(2, ledger.totals().indexed());
        });
  }

  @Test
  void takesNoObjectForUnderstoodWhileItIsLeftUnaccountedForAgain() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          OpenObject account = ledger.open(OBJECT);
          ledger.frameSent(account, FRAME, () -> {});
          ledger.giveUp(account, FRAME, Fate.UNACCOUNTED);
          ledger.close(OBJECT, () -> {});
          ledger.open(OBJECT);
          AtomicReference<LedgerState> meanwhile = new AtomicReference<>();

          together(() -> ledger.abandon(OBJECT), () -> meanwhile.set(ledger.settledAs(OBJECT)));

          assertTrue(
              EnumSet.of(LedgerState.ABSENT, LedgerState.UNACCOUNTED).contains(meanwhile.get()),
              () -> meanwhile + " meanwhile");
          assertSame(LedgerState.UNACCOUNTED, ledger.settledAs(OBJECT));
          assertEquals(2, ledger.totals().unaccounted());
        });
  }

  @Test
  void keepsWhatArrivesWhileItsObjectIsAbandoned() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          ledger.frameSent(ledger.open(OBJECT), FRAME, () -> {});
          FrameFates arrived = fates(Fate.INDEXED);

          together(() -> ledger.abandon(OBJECT), () -> ledger.settle(arrived, true));

          assertTrue(ledger.open(OBJECT).isSettled(FRAME));
          assertEquals(2, ledger.totals().indexed());
          assertEquals(0, ledger.totals().inFlight());
        });
  }

  private static void look(OpenObject account, AtomicLong seen) {
    seen.accumulateAndGet(account.counts().indexed(), Math::max);
  }

  private static FrameFates fates(Fate fate) {
    FrameFates fates = new FrameFates(FRAME);
    for (int ordinal = 0; ordinal < FRAME.count(); ordinal++) {
      int unused = fates.arrived(ordinal, false);
      fates.settle(ordinal, fate);
    }
    return fates;
  }
}
