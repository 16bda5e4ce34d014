package dev.weir.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final ObjectVersion OBJECT = new ObjectVersion("b", "k", "v");

  private final Ledger ledger = new Ledger();

  @Test
  void completesWhenEachOrdinalIsSettledAndTheEndIsKnown() {
    OpenObject object = ledger.open(OBJECT);
    AtomicInteger returned = new AtomicInteger();
    ledger.frameSent(object, frame(0, 3), returned::incrementAndGet);
    ledger.frameSent(object, frame(3, 2), returned::incrementAndGet);

    ledger.settle(fates(frame(3, 2), Fate.INDEXED, Fate.INDEXED), true);
    assertEquals(1, returned.get());
    object.endReached(5);
    assertFalse(object.complete().isDone());
    ledger.settle(fates(frame(0, 3), Fate.INDEXED, new Fate.Filtered("noise"), Fate.INDEXED), true);

    assertTrue(object.complete().isDone());
    assertEquals(2, returned.get());
    Counts counts = object.complete().join();
    assertEquals(5, counts.read());
    assertEquals(4, counts.indexed());
    assertEquals(1, counts.filtered().get("noise"));
    assertEquals(0, ledger.totals().inFlight());
  }

  @Test
  void countsWhatWasNotUnderstoodBesideItsFate() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 4), () -> {});
    object.endReached(4);
    FrameFates conflict = fates(frame(0, 4), Fate.INDEXED, Fate.ALREADY_INDEXED);
    conflict.unparsed(1);
    FrameFates rest =
        fates(
            frame(0, 4),
            null,
            Fate.INDEXED,
            new Fate.Filtered("noise"),
            new Fate.DeadLettered("too_large", false));
    rest.unparsed(1);
    rest.unparsed(2);

    ledger.settle(conflict, false);
    assertEquals(1, object.counts().unparsed());
    ledger.settle(rest, true);

    Counts counts = object.complete().join();
    assertEquals(2, counts.indexed(), "the conflict was the answer to a second try");
    assertEquals(0, counts.alreadyIndexed());
    assertEquals(1, counts.unparsed(), "what a filter dropped needs not be understood");
    assertEquals(1, counts.incomplete());
    assertEquals(LedgerState.ONLY_COPY, counts.state());
    assertEquals(1, ledger.totals().unparsed());
  }

  @Test
  void whatIsMissingInAWholeChunkWasDroppedInFluentBit() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 3), () -> {});
    object.endReached(3);
    FrameFates arrived = new FrameFates(frame(0, 3));
    arrived.arrived(1, false);
    arrived.settle(1, Fate.INDEXED);
    arrived.trailerArrived();

    ledger.settle(arrived, true);

    assertEquals(2, object.complete().join().droppedInFluentBit());
  }

  @Test
  void whatIsMissingAtTheEndMayHaveBeenCutOff() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 4), () -> {});
    object.endReached(4);
    FrameFates cut = new FrameFates(frame(0, 4));
    cut.arrived(1, false);
    cut.settle(1, Fate.INDEXED);

    ledger.settle(cut, true);
    assertEquals(1, object.counts().droppedInFluentBit(), "before what arrived");
    assertEquals(2, ledger.totals().inFlight(), "behind it");
    ledger.giveUp(object, frame(0, 4), Fate.UNACCOUNTED);

    assertEquals(3, object.complete().join().droppedInFluentBit(), "by filters, as it did arrive");
    assertEquals(0, ledger.totals().unaccounted());
  }

  @Test
  void whatIsMissingInACancelledChunkStaysOpen() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 3), () -> {});
    object.endReached(3);
    FrameFates arrived = new FrameFates(frame(0, 3));
    arrived.arrived(1, false);
    arrived.settle(1, Fate.INDEXED);

    ledger.settle(arrived, false);

    assertEquals(2, ledger.totals().inFlight());
    assertFalse(object.complete().isDone());
  }

  @Test
  void aSecondCopyChangesNothing() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 2), () -> {});
    ledger.settle(fates(frame(0, 2), Fate.INDEXED, Fate.INDEXED), true);

    ledger.frameSent(object, frame(0, 2), () -> {});
    ledger.settle(fates(frame(0, 2), Fate.ALREADY_INDEXED, Fate.ALREADY_INDEXED), true);

    assertEquals(2, ledger.totals().indexed());
    assertEquals(0, ledger.totals().alreadyIndexed());
    assertEquals(2, ledger.totals().read());
  }

  @Test
  void theConflictOfARacingCopyGivesWayToTheWrite() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 1), () -> {});

    ledger.settle(fates(frame(0, 1), Fate.ALREADY_INDEXED), true);
    ledger.settle(fates(frame(0, 1), Fate.INDEXED), true);
    ledger.settle(fates(frame(0, 1), Fate.INDEXED), true);

    assertEquals(1, ledger.totals().indexed());
    assertEquals(0, ledger.totals().alreadyIndexed());
  }

  @Test
  void aFrameThatIsGivenUpIsUnaccountedUntilItArrives() {
    OpenObject object = ledger.open(OBJECT);
    AtomicInteger returned = new AtomicInteger();
    AtomicInteger changes = new AtomicInteger();
    ledger.frameSent(object, frame(0, 3), returned::incrementAndGet);
    object.endReached(3);

    ledger.giveUp(object, frame(0, 3), Fate.UNACCOUNTED);
    assertEquals(3, object.complete().join().unaccounted());
    assertEquals(1, returned.get());
    ledger.close(OBJECT, changes::incrementAndGet);
    FrameFates late = fates(frame(0, 3), Fate.INDEXED, new Fate.Filtered("noise"), null);
    ledger.settle(late, true);
    ledger.settle(late, true);

    assertEquals(1, object.counts().indexed());
    assertEquals(1, object.counts().filtered().get("noise"));
    assertEquals(1, ledger.totals().droppedInFluentBit(), "its frame arrived without it");
    assertEquals(0, ledger.totals().unaccounted());
    assertEquals(3, ledger.totals().read());
    assertEquals(0, ledger.totals().inFlight());
    assertEquals(1, changes.get());
  }

  @Test
  void onlyWhatIsOpenOfAFrameIsGivenUp() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 2), () -> {});
    FrameFates arrived = new FrameFates(frame(0, 2));
    arrived.arrived(0, false);
    arrived.settle(0, Fate.INDEXED);
    ledger.settle(arrived, false);

    ledger.giveUp(object, frame(0, 2), Fate.UNACCOUNTED);

    assertEquals(1, ledger.totals().indexed());
    assertEquals(1, ledger.totals().droppedInFluentBit());
  }

  @Test
  void whatLayBesideBrokenBytesEachTimeIsUnaccounted() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 2), () -> {});
    FrameFates arrived = new FrameFates(frame(0, 2));
    arrived.arrived(0, false);
    arrived.settle(0, Fate.INDEXED);
    arrived.damaged();
    ledger.settle(arrived, false);

    long given = ledger.giveUp(object, frame(0, 2), Fate.DROPPED_IN_FLUENT_BIT);

    assertEquals(1, given);
    assertEquals(1, ledger.totals().indexed());
    assertEquals(1, ledger.totals().unaccounted());
  }

  @Test
  void whatAFilterDropsOnceAndLetsPassAnotherTimeIsIndexed() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 2), () -> {});
    FrameFates first = new FrameFates(frame(0, 2));
    first.arrived(0, false);
    first.settle(0, Fate.INDEXED);
    first.trailerArrived();
    ledger.settle(first, true);
    assertEquals(1, ledger.totals().droppedInFluentBit());

    ledger.settle(fates(frame(0, 2), Fate.ALREADY_INDEXED, Fate.INDEXED), true);

    assertEquals(2, ledger.totals().indexed());
    assertEquals(0, ledger.totals().droppedInFluentBit());
    assertEquals(0, ledger.totals().alreadyIndexed());
  }

  @Test
  void aFrameThatLiesTwiceInAChunkCountsOnce() {
    FrameFates fates = new FrameFates(frame(0, 3));

    assertEquals(0, fates.arrived(0, false));
    assertEquals(1, fates.arrived(0, false), "a filter made two of one");
    assertEquals(0, fates.arrived(2, false));
    fates.trailerArrived();
    assertEquals(FrameFates.COPY, fates.arrived(0, false));
    assertEquals(0, fates.arrived(1, false), "only the second copy brought it");
    assertEquals(FrameFates.COPY, fates.arrived(2, false));
    assertEquals(FrameFates.COPY, fates.arrived(0, false), "a third copy, its trailer dropped");
    assertEquals(FrameFates.COPY, fates.arrived(0, true), "a fourth, of one record");
  }

  @Test
  void aLateCopyOfASettledObjectChangesNothing() {
    OpenObject object = ledger.open(OBJECT);
    ledger.frameSent(object, frame(0, 1), () -> {});
    object.endReached(1);
    ledger.settle(fates(frame(0, 1), Fate.INDEXED), true);
    ledger.close(OBJECT, () -> {});

    ledger.settle(fates(frame(0, 1), Fate.ALREADY_INDEXED), true);

    assertEquals(1, ledger.totals().read());
    assertEquals(0, ledger.totals().alreadyIndexed());
  }

  @Test
  void framesOfAnEarlierLifeAreWaitingWhenTheObjectIsOpened() {
    ledger.settle(fates(frame(1, 2), Fate.INDEXED, Fate.INDEXED), true);

    OpenObject object = ledger.open(OBJECT);
    AtomicInteger returned = new AtomicInteger();
    ledger.frameSent(object, frame(0, 3), returned::incrementAndGet);
    object.endReached(3);
    ledger.settle(fates(frame(0, 3), Fate.INDEXED, null, null), false);

    assertEquals(3, object.complete().join().indexed());
    assertEquals(1, returned.get());
    assertEquals(3, ledger.totals().read());
  }

  @Test
  void tellsOfFramesWhoseObjectItDoesNotKnow() {
    List<Frame> told = new ArrayList<>();
    Ledger each = new Ledger((fates, whole) -> told.add(fates.frame()));
    each.settle(indexed(frame(3, 2)), true);

    OpenObject object = each.open(OBJECT);
    each.frameSent(object, frame(0, 3), () -> {});
    each.frameSent(object, frame(3, 2), () -> {});
    object.endReached(5);
    each.settle(indexed(frame(0, 3)), true);
    each.close(OBJECT, () -> {});
    each.settle(indexed(frame(0, 3)), true);

    assertEquals(List.of(frame(3, 2)), told);
  }

  @Test
  void namesTheRunsWhoseFateNobodyKnows() {
    OpenObject object = ledger.open(OBJECT);
    for (int first = 0; first < 12; first += 3) {
      ledger.frameSent(object, frame(first, 3), () -> {});
    }
    object.endReached(12);
    ledger.settle(indexed(frame(3, 3)), true);
    ledger.giveUp(object, frame(6, 3), Fate.UNACCOUNTED);
    FrameFates late = new FrameFates(frame(6, 3));
    late.arrived(7, false);
    late.settle(7, Fate.INDEXED);
    ledger.settle(late, false);

    assertEquals(List.of(run(0, 3), run(6, 1), run(8, 1), run(9, 3)), object.openRuns(9));
    assertEquals(List.of(run(0, 3), run(6, 1)), object.openRuns(2));
    ledger.settle(indexed(frame(0, 3)), true);
    ledger.settle(indexed(frame(6, 3)), true);
    ledger.settle(indexed(frame(9, 3)), true);
    assertEquals(List.of(), object.openRuns(9));
  }

  @Test
  void aLateRecordCountsOnceAndOnlyIfItWasOpen() {
    LateCount late = new LateCount(List.of(run(1, 4), run(8, 2)));
    FrameFates frame = fates(frame(0, 5), Fate.INDEXED, Fate.INDEXED, null, Fate.ALREADY_INDEXED);

    late.add(frame, false);
    assertEquals(List.of(run(2, 1), run(4, 1), run(8, 2)), late.open());
    late.add(frame, true);
    late.add(fates(frame(5, 5), null, null, null, new Fate.DeadLettered("too_deep", true)), true);

    assertEquals(List.of(), late.open());
    assertEquals(1, late.counts().indexed(), "ordinal 0 was counted before");
    assertEquals(1, late.counts().alreadyIndexed());
    assertEquals(1, late.counts().deadLettered().get("too_deep"));
    assertEquals(3, late.counts().droppedInFluentBit());
    assertEquals(-6, late.counts().inFlight());
  }

  @Test
  void conservesInAnyOrderOfAnyCopies() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Ledger each = new Ledger();
      OpenObject object = each.open(OBJECT);
      int records = 1 + random.nextInt(200_000);
      List<Frame> frames = new ArrayList<>();
      for (int first = 0; first < records; ) {
        int count = Math.min(records - first, 1 + random.nextInt(5_000));
        frames.add(frame(first, count));
        first += count;
      }
      AtomicInteger returned = new AtomicInteger();
      frames.forEach(frame -> each.frameSent(object, frame, returned::incrementAndGet));
      object.endReached(records);
      List<Frame> copies = new ArrayList<>(frames);
      frames.stream().filter(frame -> random.nextInt(4) == 0).forEach(copies::add);
      Collections.shuffle(copies, random);

      copies.forEach(frame -> each.settle(indexed(frame), true));

      assertEquals(frames.size(), returned.get(), "seed " + seed);
      assertEquals(records, object.complete().join().indexed(), "seed " + seed);
      assertEquals(0, each.totals().inFlight(), "seed " + seed);
    }
  }

  private static Frame frame(long first, int count) {
    return new Frame(OBJECT, first, count, 0);
  }

  private static OrdinalRun run(long first, long count) {
    return new OrdinalRun(first, count);
  }

  private static FrameFates indexed(Frame frame) {
    FrameFates fates = new FrameFates(frame);
    for (int i = 0; i < frame.count(); i++) {
      fates.arrived(frame.first() + i, false);
      fates.settle(frame.first() + i, Fate.INDEXED);
    }
    return fates;
  }

  private static FrameFates fates(Frame frame, @Nullable Fate... each) {
    FrameFates fates = new FrameFates(frame);
    for (int i = 0; i < each.length; i++) {
      Fate fate = each[i];
      if (fate != null) {
        fates.arrived(frame.first() + i, false);
        fates.settle(frame.first() + i, fate);
      }
    }
    fates.trailerArrived();
    return fates;
  }
}
