package dev.weir.replay;

import dev.weir.account.ObjectVersion;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The source's side of a replay: dead letters of objects on which the source gave up as a whole.
 * Once the object is settled, the dead letter is marked as replayed; until then nothing is written
 * about it.
 */
@FunctionalInterface
public interface ObjectReplay {
  /** Of a host without a source: no object can be read again. */
  ObjectReplay NONE =
      (object, told, stillWanted) ->
          CompletableFuture.completedFuture(ReplayOutcome.NOT_REPLAYABLE);

  /**
   * Has the source read that version of an object again, and no other. Its records have the ids
   * they had, so what is indexed stays as it is.
   *
   * @param told whether people are told of alerts of its records
   * @param stillWanted asked when its turn comes; if not, it is left
   * @return completes when it is settled, with {@link ReplayOutcome#OBJECT_TAKEN}, or when nothing
   *     will come of it, with an outcome that leaves the letter open
   */
  CompletableFuture<ReplayOutcome> take(
      ObjectVersion object, boolean told, BooleanSupplier stillWanted);
}
