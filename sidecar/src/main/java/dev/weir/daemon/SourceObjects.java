package dev.weir.daemon;

import dev.weir.account.ObjectVersion;
import dev.weir.replay.ObjectReplay;
import dev.weir.replay.Outcome;
import dev.weir.source.S3Source;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Objects for replays, through the source of this process. */
record SourceObjects(S3Source source) implements ObjectReplay {
  @Override
  public CompletableFuture<Outcome> take(ObjectVersion object, BooleanSupplier stillWanted) {
    return source
        .readAgain(object, stillWanted)
        .thenApply(
            result ->
                switch (result) {
                  case SETTLED -> Outcome.OBJECT_TAKEN;
                  case GONE -> Outcome.OBJECT_GONE;
                  case LEFT -> Outcome.OBJECT_LEFT;
                  case NOT_WANTED -> Outcome.NOT_REPLAYABLE;
                });
  }
}
