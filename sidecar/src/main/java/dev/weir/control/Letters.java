package dev.weir.control;

import dev.weir.proto.v1.CloseLettersReply;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Lists and closes dead letters for who asks over the control service. Thread-safe. */
public interface Letters {
  /** Of a daemon without any. */
  Letters NONE = new NoLetters();

  /**
   * Lists them, newest first.
   *
   * @param each hears each one, on this thread
   * @param cancelled whether nobody waits for more of them
   * @throws IllegalArgumentException if the selection makes no sense; the message says so
   * @throws IOException if OpenSearch fails it; the message says so in one sentence
   */
  void list(LettersRequest request, Consumer<Letter> each, BooleanSupplier cancelled)
      throws IOException;

  /**
   * Closes the open ones of a selection.
   *
   * @throws IllegalArgumentException if the selection makes no sense; the message says so
   * @throws IOException if OpenSearch fails it; what was closed until then stays closed
   */
  CloseLettersReply close(LettersRequest request) throws IOException;
}
