package dev.weir.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Fate;
import dev.weir.account.Frame;
import dev.weir.account.FrameFates;
import dev.weir.account.Ledger;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.account.OrdinalRun;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.sink.SinkSetup;
import dev.weir.source.ObjectAccount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records that come after the process that wrote their object's line is gone. */
@ExtendWith(LabExtension.class)
class LateRecordsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SinkSetup setup;
  private final WholeLedger lines;

  LateRecordsTest(Lab lab) {
    setup = SinkSetup.of(lab.openSearch().endpoint()).quick().withShards(1);
    lines = new WholeLedger(setup);
  }

  @BeforeEach
  void start() {
    lines.start();
  }

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void whatWasInFlightWhenTheProcessEndedComesIntoTheLine() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "handed-over", "v");
    handOver(object);
    assertEquals(
        List.of(new OrdinalRun(0, 3), new OrdinalRun(5, 3)), line(object).open(), "two frames");
    FrameFates first =
        fates(frame(object, 0, 3), Fate.INDEXED, Fate.ALREADY_INDEXED, new Fate.Filtered("noise"));

    restarted(first);
    assertEquals(
        Map.of("indexed", 3L, "already_indexed", 1L, "filtered.noise", 1L, "in_flight", 3L),
        records(object));
    restarted(
        first,
        fates(frame(object, 3, 2), Fate.ALREADY_INDEXED, Fate.ALREADY_INDEXED),
        fates(frame(object, 5, 3), null, new Fate.DeadLettered("too_deep", true), Fate.INDEXED));

    assertEquals(
        Map.of(
            "indexed", 4L,
            "already_indexed", 1L,
            "filtered.noise", 1L,
            "dead_lettered.too_deep", 1L,
            "dropped_in_fluent_bit", 1L),
        records(object));
    assertEquals(8, line(object).read());
    assertEquals(Instant.ofEpochMilli(1_000), line(object).first());
    assertEquals(Instant.ofEpochMilli(1_007), line(object).last());
  }

  @Test
  void whatWasUnaccountedIsNotWhenItComesAfterAll() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "unaccounted", "v");
    Ledger ledger = new Ledger();
    ObjectAccount open = accounts(ledger, false).open(object, "json", 9, (f, b) -> {});
    open.frameSent(frame(object, 0, 3), 10);
    open.giveUp(frame(object, 0, 3));
    open.endReached(3, 0).get(20, TimeUnit.SECONDS);
    assertEquals(Map.of("unaccounted", 3L), records(object));

    restarted(fates(frame(object, 0, 3), Fate.INDEXED, null, Fate.INDEXED));

    assertEquals(Map.of("indexed", 2L, "dropped_in_fluent_bit", 1L), records(object));
    assertEquals(
        Map.of(object, LedgerState.SETTLED), lines.index.states(List.of(object)), "no more to ask");
  }

  @Test
  void whatComesLateMayNotBeUnderstood() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "unparsed", "v");
    Ledger ledger = new Ledger();
    ObjectAccount open = accounts(ledger, false).open(object, "json", 9, (f, b) -> {});
    open.frameSent(frame(object, 0, 2), 10);
    open.giveUp(frame(object, 0, 2));
    open.endReached(2, 0).get(20, TimeUnit.SECONDS);
    FrameFates late = fates(frame(object, 0, 2), Fate.INDEXED, Fate.INDEXED);
    late.unparsed(1);

    restarted(late);

    assertEquals(1, line(object).unparsed());
    assertEquals(Map.of(object, LedgerState.NOT_UNDERSTOOD), lines.index.states(List.of(object)));
  }

  @Test
  void theLineKnowsOfLettersThatAreOnTheirWay() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "letters", "v");
    Frame frame = frame(object, 0, 2);
    ObjectAccounts accounts = accounts(new Ledger(), true);
    ObjectAccount open = accounts.open(object, "json", 9, (f, b) -> {});
    open.frameSent(frame, 10);
    open.frameAcknowledged(frame);
    open.endReached(2, 1).get(20, TimeUnit.SECONDS);

    // The letter has no fate yet; the object may come again, here or elsewhere.
    assertEquals(LedgerState.ONLY_COPY, accounts.settledHere(object));
    assertEquals(Map.of(object, LedgerState.ONLY_COPY), lines.index.states(List.of(object)));

    restarted(fates(frame, Fate.INDEXED, new Fate.DeadLettered("not_text", false)));
    assertEquals(1, line(object).incomplete());
    assertEquals(Map.of(object, LedgerState.ONLY_COPY), lines.index.states(List.of(object)));
  }

  @Test
  void theLineKeepsTheObjectOfALetterThatAFilterDropped() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "dropped-letter", "v");
    Frame frame = frame(object, 0, 2);
    ObjectAccount open = accounts(new Ledger(), true).open(object, "json", 9, (f, b) -> {});
    open.frameSent(frame, 10);
    open.frameAcknowledged(frame);
    open.endReached(2, 1).get(20, TimeUnit.SECONDS);

    restarted(fates(frame, Fate.INDEXED, null));

    assertEquals(Map.of("indexed", 1L, "dropped_in_fluent_bit", 1L), records(object));
    assertEquals(Map.of(object, LedgerState.ONLY_COPY), lines.index.states(List.of(object)));
  }

  @Test
  void theLineOfWhatIsReadAgainSaysWhatIsInOpenSearch() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "read-again", "v");
    Frame first = frame(object, 0, 3);
    Frame second = frame(object, 3, 2);
    Ledger ledger = new Ledger();
    ObjectAccount open = accounts(ledger, false).open(object, "json", 9, (f, b) -> {});
    open.frameSent(first, 10);
    open.frameSent(second, 10);
    ledger.settle(fates(first, Fate.INDEXED, Fate.INDEXED, Fate.INDEXED), true);
    open.giveUp(second);
    assertEquals(2, open.endReached(5, 0).get(20, TimeUnit.SECONDS).unaccounted());
    assertEquals(Map.of("indexed", 3L, "unaccounted", 2L), records(object));
    FrameFates known =
        fates(first, Fate.ALREADY_INDEXED, Fate.ALREADY_INDEXED, Fate.ALREADY_INDEXED);
    FrameFates lost = fates(second, Fate.INDEXED, Fate.INDEXED);

    assertTrue(readAgain(ledger, first, second, known, lost));
    assertEquals(Map.of("indexed", 5L), records(object));
    assertEquals(2, line(object).attempts());
    assertEquals(0, ledger.totals().unaccounted(), "what the alarm looks at");
    assertEquals(Map.of(object, LedgerState.SETTLED), lines.index.states(List.of(object)));

    // A process that knows nothing of the first reading.
    assertTrue(readAgain(new Ledger(), first, second, known, lost));
    assertEquals(Map.of("indexed", 2L, "already_indexed", 3L), records(object));
  }

  private boolean readAgain(
      Ledger ledger, Frame first, Frame second, FrameFates known, FrameFates lost)
      throws Exception {
    ObjectVersion object = first.object();
    ObjectAccount again = accounts(ledger, false).open(object, "json", 9, (f, b) -> {});
    again.frameSent(first, 10);
    again.frameSent(second, 10);
    ledger.settle(known, true);
    ledger.settle(lost, true);
    return again.endReached(5, 0).get(20, TimeUnit.SECONDS).unaccounted() == 0;
  }

  @Test
  void aFrameOfAnObjectThatHasNoLineLeavesNone() throws Exception {
    ObjectVersion object = new ObjectVersion("late", "not-settled", "v");

    restarted(fates(frame(object, 0, 1), Fate.INDEXED));

    assertEquals(Map.of(object, LedgerState.ABSENT), lines.index.states(List.of(object)));
  }

  @Test
  void aLineThatCannotBeChangedHoldsNoOther() {
    WholeLedger unstarted = new WholeLedger(setup);
    LateRecords late = new LateRecords(unstarted.index, unstarted, System::nanoTime);
    late.start();

    late.arrived(fates(frame(new ObjectVersion("late", "a", "v"), 0, 3)), true);
    late.arrived(fates(frame(new ObjectVersion("late", "b", "v"), 0, 2)), true);
    late.close(LIMIT);

    assertEquals(5, unstarted.missed.get());
  }

  /** An object of eight records in three frames, of which the middle one is indexed. */
  private void handOver(ObjectVersion object) throws Exception {
    Ledger ledger = new Ledger();
    ObjectAccount open = accounts(ledger, true).open(object, "json", 9, (f, b) -> {});
    List<Frame> frames = List.of(frame(object, 0, 3), frame(object, 3, 2), frame(object, 5, 3));
    frames.forEach(frame -> open.frameSent(frame, 10));
    ledger.settle(fates(frames.get(1), Fate.INDEXED, Fate.INDEXED), true);
    frames.forEach(open::frameAcknowledged);
    open.endReached(8, 0).get(20, TimeUnit.SECONDS);
  }

  /** Another process, which did not read the object, carries chunks with these frames through. */
  private void restarted(FrameFates... frames) {
    LateRecords late = new LateRecords(lines.index, lines, System::nanoTime);
    late.start();
    Ledger ledger = new Ledger(late);
    for (FrameFates frame : frames) {
      ledger.settle(frame, true);
    }
    late.close(LIMIT);
  }

  private ObjectAccounts accounts(Ledger ledger, boolean handedOver) {
    return new ObjectAccounts(
        ledger,
        lines.index,
        () -> true,
        handedOver,
        Fate.UNACCOUNTED,
        Clock.systemUTC(),
        System::nanoTime);
  }

  private LedgerDocument line(ObjectVersion object) throws InterruptedException {
    List<LedgerDocument> found = new ArrayList<>();
    lines.index.edit(
        object,
        line -> {
          found.add(line);
          return line;
        });
    assertTrue(found.size() == 1, "no line of " + object);
    return found.getFirst();
  }

  /** The fates that any record met. */
  private Map<String, Long> records(ObjectVersion object) throws InterruptedException {
    Map<String, Long> records = line(object).records();
    records.values().removeIf(count -> count == 0);
    return records;
  }

  private static Frame frame(ObjectVersion object, long first, int count) {
    return new Frame(object, first, count, 0);
  }

  /** What arrived of a frame, its trailer too; a record at ordinal n happened n ms after 1 s. */
  private static FrameFates fates(Frame frame, @Nullable Fate... each) {
    FrameFates fates = new FrameFates(frame);
    for (int i = 0; i < each.length; i++) {
      Fate fate = each[i];
      if (fate != null) {
        fates.arrived(frame.first() + i, false);
        fates.eventTime(1_000 + frame.first() + i);
        fates.settle(frame.first() + i, fate);
      }
    }
    fates.trailerArrived();
    return fates;
  }
}
