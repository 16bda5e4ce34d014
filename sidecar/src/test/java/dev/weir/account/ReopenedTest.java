package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Objects that are read once more, as records of them were unaccounted for. */
class ReopenedTest {
  private static final ObjectVersion OBJECT = new ObjectVersion("b", "k", "v");
  private static final Frame FIRST = new Frame(OBJECT, 0, 70_000, 0);
  private static final Frame SECOND = new Frame(OBJECT, 70_000, 3, 0);

  private final Ledger ledger = new Ledger();
  private final List<String> lines = new ArrayList<>();

  @Test
  void countsWhatAFurtherReadingBrings() {
    closedWithoutTheSecondFrame();
    assertEquals(3, ledger.totals().unaccounted());
    assertEquals(LedgerState.UNACCOUNTED, ledger.settledAs(OBJECT));

    OpenObject again = ledger.open(OBJECT);
    AtomicInteger returned = new AtomicInteger();
    ledger.frameSent(again, FIRST, returned::incrementAndGet);
    ledger.frameSent(again, SECOND, returned::incrementAndGet);
    again.endReached(70_003);
    assertFalse(again.complete().isDone(), "three records are on their way");
    assertEquals(1, returned.get());
    ledger.settle(all(FIRST, Fate.ALREADY_INDEXED), true);
    ledger.settle(all(SECOND, Fate.INDEXED), true);

    Counts counts = again.complete().join();
    ledger.close(OBJECT, () -> lines.add("second line"));
    assertEquals(70_003, counts.read());
    assertEquals(70_003, counts.indexed());
    assertEquals(counts, ledger.totals());
    assertEquals(2, returned.get());
    assertEquals(2, again.attempts());
    assertEquals(LedgerState.SETTLED, ledger.settledAs(OBJECT));
    assertEquals(List.of(), lines, "the first line stays until the second takes its place");
  }

  @Test
  void isAsItWasWhenTheReadingBreaksOff() {
    closedWithoutTheSecondFrame();
    OpenObject again = ledger.open(OBJECT);
    AtomicInteger returned = new AtomicInteger();
    ledger.frameSent(again, SECOND, returned::incrementAndGet);
    assertEquals(0, ledger.totals().unaccounted());

    ledger.abandon(OBJECT);

    assertEquals(1, returned.get(), "its bytes are given back");
    assertEquals(3, ledger.totals().unaccounted());
    assertEquals(LedgerState.UNACCOUNTED, ledger.settledAs(OBJECT));
    lines.clear();
    ledger.settle(all(SECOND, Fate.INDEXED), true);
    assertEquals(70_003, ledger.totals().indexed());
    assertEquals(List.of("first line"), lines);
    assertEquals(LedgerState.SETTLED, ledger.settledAs(OBJECT));
  }

  @Test
  void givesUpOnceMoreWhatIsLostOnceMore() {
    closedWithoutTheSecondFrame();
    OpenObject again = ledger.open(OBJECT);
    ledger.frameSent(again, FIRST, () -> {});
    ledger.frameSent(again, SECOND, () -> {});
    again.endReached(70_003);

    ledger.giveUp(again, SECOND, Fate.UNACCOUNTED);
    ledger.close(OBJECT, () -> lines.add("second line"));

    assertEquals(3, again.complete().join().unaccounted());
    assertEquals(List.of(new OrdinalRun(70_000, 3)), again.openRuns(9));
    ledger.settle(all(SECOND, Fate.INDEXED), true);
    assertEquals(0, ledger.totals().unaccounted());
    assertEquals(List.of("second line"), lines);
  }

  private void closedWithoutTheSecondFrame() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, FIRST, () -> {});
    ledger.frameSent(object, SECOND, () -> {});
    object.endReached(70_003);
    ledger.settle(all(FIRST, Fate.INDEXED), true);
    ledger.giveUp(object, SECOND, Fate.UNACCOUNTED);
    ledger.close(OBJECT, () -> lines.add("first line"));
  }

  private static FrameFates all(Frame frame, Fate fate) {
    FrameFates fates = new FrameFates(frame);
    for (int i = 0; i < frame.count(); i++) {
      fates.arrived(frame.first() + i, false);
      fates.settle(frame.first() + i, fate);
    }
    fates.trailerArrived();
    return fates;
  }
}
