package dev.weir.replay;

import dev.weir.account.ObjectVersion;
import dev.weir.letters.LetterMark;
import dev.weir.letters.StoredLetter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The dead letter of an object as a whole, while the source reads that again. */
final class ObjectAtWork {
  private final StoredLetter letter;
  private final CompletableFuture<ReplayOutcome> end;

  ObjectAtWork(
      StoredLetter letter, ObjectReplay objects, boolean told, BooleanSupplier stillWanted) {
    this.letter = letter;
    ObjectVersion object = letter.object();
    this.end =
        object == null
            ? CompletableFuture.completedFuture(ReplayOutcome.NOT_REPLAYABLE)
            : objects.take(object, told, stillWanted);
  }

  /** Waits for its end; tells whether it met it. */
  boolean await(Duration limit) throws InterruptedException {
    try {
      var unused = end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException failed) {
      return true;
    }
  }

  /** What became of it, once it met its end. */
  ReplayOutcome outcome() {
    return end.isCompletedExceptionally() ? ReplayOutcome.OBJECT_LEFT : end.join();
  }

  LetterMark mark() {
    return LetterAtWork.mark(letter, outcome());
  }
}
