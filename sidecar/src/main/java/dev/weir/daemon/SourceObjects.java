package dev.weir.daemon;

import dev.weir.account.ObjectVersion;
import dev.weir.replay.ObjectReplay;
import dev.weir.replay.ReplayOutcome;
import dev.weir.source.S3Source;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Objects for replays, through the source of this process. */
record SourceObjects(S3Source source) implements ObjectReplay {
  @Override
  public CompletableFuture<ReplayOutcome> take(
      ObjectVersion object, boolean told, BooleanSupplier stillWanted) {
    return source
        .readAgain(object, told, stillWanted)
        .thenApply(
            result ->
                switch (result) {
                  case SETTLED -> ReplayOutcome.OBJECT_TAKEN;
                  case GONE -> ReplayOutcome.OBJECT_GONE;
                  case LEFT -> ReplayOutcome.OBJECT_LEFT;
                  case NOT_WANTED -> ReplayOutcome.NOT_REPLAYABLE;
                });
  }
}
