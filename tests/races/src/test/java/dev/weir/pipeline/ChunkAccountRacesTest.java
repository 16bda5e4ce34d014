package dev.weir.pipeline;

import static dev.weir.races.Interleavings.together;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.account.Fate;
import dev.weir.account.Frame;
import dev.weir.account.FrameFates;
import dev.weir.account.Ledger;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.decode.RecordReader;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.races.Interleavings;
import dev.weir.sink.Delivery;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The fates of a frame reach the ledger once and complete, whichever thread has the last one: those
 * that send its records, or the one that reads its chunk.
 */
final class ChunkAccountRacesTest {
  private static final ObjectVersion OBJECT = new ObjectVersion("logs", "app.log", "v1");
  private static final Frame FRAME = new Frame(OBJECT, 0, 3, 0);
  private static final RecordReader NOWHERE =
      new RecordReader(
          new LogEvent(new ReservedNames(List.of())), StampKey.fromSecret(new byte[32]));

  @Test
  void settlesAFrameOnceWhoeverDeliversTheLastRecord() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          AtomicInteger settled = new AtomicInteger();
          ledger.frameSent(ledger.open(OBJECT), FRAME, settled::incrementAndGet);
          CountedChunk chunk = new CountedChunk();
          ChunkAccount account = new ChunkAccount(chunk, ledger);
          FrameFates fates = account.frame(FRAME);
          int first = arrived(account, fates, 0);
          int second = arrived(account, fates, 1);
          int third = arrived(account, fates, 2);
          account.readingEnded();
          account.delivered(third, Delivery.CREATED);

          together(
              () -> account.delivered(first, Delivery.CREATED),
              () -> account.delivered(second, Delivery.ALREADY_THERE));

          assertEquals(1, settled.get());
          assertEquals(1, chunk.timesDone());
          assertEquals(2, ledger.totals().indexed());
          assertEquals(1, ledger.totals().alreadyIndexed());
          assertEquals(0, ledger.totals().inFlight());
        });
  }

  @Test
  void settlesWhatTheReaderFindsBesideWhatIsDelivered() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          ChunkAccount account = new ChunkAccount(new CountedChunk(), ledger);
          FrameFates fates = account.frame(FRAME);
          int first = arrived(account, fates, 0);

          together(
              () -> account.delivered(first, Delivery.CREATED),
              () -> {
                fates.unparsed(1);
                account.delivered(arrived(account, fates, 1), Delivery.CREATED);
                int unused = fates.arrived(2, false);
                account.settle(fates, 2, new Fate.Filtered("rule"));
                account.readingEnded();
              });

          assertEquals(2, ledger.totals().indexed());
          assertEquals(1, ledger.totals().unparsed());
          assertEquals(1, ledger.totals().filteredTotal());
        });
  }

  @Test
  void leavesOpenWhatWasCancelledWhoeverIsLast() {
    Interleavings.each(
        () -> {
          Ledger ledger = new Ledger();
          AtomicInteger settled = new AtomicInteger();
          ledger.frameSent(ledger.open(OBJECT), FRAME, settled::incrementAndGet);
          CountedChunk chunk = new CountedChunk();
          ChunkAccount account = new ChunkAccount(chunk, ledger);
          FrameFates fates = account.frame(FRAME);
          int first = arrived(account, fates, 0);
          int third = arrived(account, fates, 2);
          account.readingEnded();

          together(
              () -> account.delivered(first, Delivery.CREATED),
              () -> account.delivered(third, Delivery.CANCELLED));

          assertEquals(0, settled.get());
          assertEquals(0, chunk.timesDone());
          assertEquals(1, chunk.timesRefused());
          assertEquals(1, ledger.totals().indexed());
          assertEquals(2, ledger.totals().inFlight());
        });
  }

  private static int arrived(ChunkAccount account, FrameFates fates, int ordinal) {
    int unused = fates.arrived(ordinal, false);
    return account.token(fates, ordinal, NOWHERE);
  }
}
