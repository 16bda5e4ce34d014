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
   * Takes the objects of messages that came together, at once, whatever there is to do.
   *
   * @param messages the objects that each names
   * @return for each message, completed when nothing of it is at work any more: with true if all of
   *     its objects are settled, with false if one of them must come again
   */
  List<CompletableFuture<Boolean>> take(List<List<NotifiedObject>> messages);
}
