package dev.weir.account;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.races.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever counts a chunk down to its end finds the fates that the other threads noted. */
final class FrameFatesRacesTest {
  private static final Frame FRAME = new Frame(new ObjectVersion("logs", "app.log", "v1"), 0, 2, 0);

  @Test
  void losesNoFateOfTwoThatAreNotedAtOnce() {
    Interleavings.each(
        () -> {
          FrameFates fates = new FrameFates(FRAME);
          arrived(fates, 0);
          arrived(fates, 1);
          AtomicInteger open = new AtomicInteger(2);
          AtomicInteger found = new AtomicInteger();

          together(
              () -> {
                fates.settle(0, Fate.INDEXED);
                countDown(fates, open, found);
              },
              () -> {
                fates.settle(1, Fate.INDEXED);
                countDown(fates, open, found);
              });

          assertEquals(2, found.get());
        });
  }

  @Test
  void keepsApartWhatIsReadAndWhatIsSettledMeanwhile() {
    Interleavings.each(
        () -> {
          FrameFates fates = new FrameFates(FRAME);
          arrived(fates, 0);

          together(
              () -> fates.settle(0, Fate.INDEXED),
              () -> {
                arrived(fates, 1);
                fates.unparsed(1);
                fates.settle(1, Fate.INDEXED);
                fates.trailerArrived();
              });

          assertSame(Fate.INDEXED, fates.fate(0, true));
          assertSame(Fate.UNPARSED, fates.fate(1, true));
        });
  }

  private static void countDown(FrameFates fates, AtomicInteger open, AtomicInteger found) {
    if (open.decrementAndGet() > 0) {
      return;
    }
    for (int ordinal = 0; ordinal < FRAME.count(); ordinal++) {
      found.addAndGet(fates.fate(ordinal, true) == null ? 0 : 1);
    }
  }

  private static void arrived(FrameFates fates, long ordinal) {
    int unused = fates.arrived(ordinal, false);
  }
}
