package dev.weir.source.queue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where notified objects go. */
public interface ObjectIntake {
  /** Waits until more objects are welcome. */
  void awaitRoom() throws InterruptedException;

  /**
   * Why the objects are none of ours, one of a bounded set, or null if they are.
   *
   * @param objects all that one message names
   */
  @Nullable String refuse(List<NotifiedObject> objects);

  /**
   * Takes the objects of one message, at once, whatever there is to do.
   *
   * @return completed when nothing of them is at work any more: with true if all are settled, with
   *     false if one of them must come again
   */
  CompletableFuture<Boolean> take(List<NotifiedObject> objects);
}
