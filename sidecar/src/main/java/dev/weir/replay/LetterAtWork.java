package dev.weir.replay;

import dev.weir.account.Counts;
import dev.weir.account.Ledger;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.letters.LetterMark;
import dev.weir.letters.RawBody;
import dev.weir.letters.StoredLetter;
import dev.weir.pipeline.ChunkPipeline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One dead letter on its way through the sidecar. It has a ledger of its own: the object's account
 * was closed with the record as a dead letter, and stays so.
 */
final class LetterAtWork {
  private final StoredLetter letter;
  private final ReplayedChunk chunk;
  private final Ledger ledger;
  private volatile boolean failed;

  LetterAtWork(StoredLetter letter, boolean told) {
    this.letter = letter;
    this.ledger = Ledger.ofReplay(told);
    this.chunk = new ReplayedChunk(letter.body().tag(), letter.body().bytes());
  }

  /** Sends it; waits only while the sink is full. */
  void begin(ChunkPipeline pipeline) {
    boolean single = letter.body().form() == RawBody.Form.ENTRY;
    byte[] id = letter.id().getBytes(StandardCharsets.US_ASCII);
    try {
      pipeline.replay(chunk, ledger, single ? id : null);
    } catch (MalformedChunkException broken) {
      failed = true;
    }
  }

  /** It did not get through the sidecar; it stays open. */
  void fail() {
    failed = true;
  }

  /** Waits for its end; tells whether it met it. */
  boolean await(Duration limit) throws InterruptedException {
    return failed || chunk.await(limit);
  }

  void cancel() {
    chunk.cancel();
  }

  /** Whether there is something to mark: it was not given up. */
  boolean isDone() {
    return failed || chunk.isDone();
  }

  ReplayOutcome outcome() {
    Counts counts = ledger.totals();
    if (failed || counts.deadLetteredTotal() > 0) {
      return ReplayOutcome.DEAD_LETTERED;
    }
    if (counts.indexed() > 0) {
      return ReplayOutcome.INDEXED;
    }
    if (counts.filteredTotal() > 0) {
      return ReplayOutcome.FILTERED;
    }
    return ReplayOutcome.ALREADY_INDEXED;
  }

  LetterMark mark() {
    return mark(letter, outcome());
  }

  static LetterMark mark(StoredLetter letter, ReplayOutcome outcome) {
    LetterMark.Status status =
        switch (outcome) {
          case INDEXED, FILTERED, OBJECT_TAKEN -> LetterMark.Status.REPLAYED;
          case ALREADY_INDEXED -> LetterMark.Status.RESOLVED;
          case DEAD_LETTERED,
              NOT_REPLAYABLE,
              OBJECT_GONE,
              OBJECT_LEFT,
              MARKED_ELSEWHERE,
              WOULD_REPLAY ->
              LetterMark.Status.OPEN;
        };
    return new LetterMark(letter, status, outcome.label());
  }
}
