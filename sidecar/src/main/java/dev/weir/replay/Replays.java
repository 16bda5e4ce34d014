package dev.weir.replay;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Sends dead letters through the sidecar again. */
@FunctionalInterface
public interface Replays {
  /**
   * Takes the letters of a selection, oldest first, one replay at a time. To run it twice changes
   * nothing the second time.
   *
   * @param progress hears how far it is, at least after each page of letters, on this thread
   * @param cancelled asked now and then; what is at work then is given up and stays open
   * @return how it ended
   * @throws IOException if OpenSearch fails it, or another replay runs; the message says so in one
   *     sentence. What was replayed until then is marked as far as it could be
   */
  Progress replay(Selection selection, Consumer<Progress> progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException;
}
