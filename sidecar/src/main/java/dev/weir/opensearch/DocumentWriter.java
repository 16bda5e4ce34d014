package dev.weir.opensearch;

import dev.weir.event.JsonBuffer;
import java.util.function.Consumer;

/** Writes single documents, on the way that all documents go. Thread-safe. */
@FunctionalInterface
public interface DocumentWriter {
  /**
   * Writes a document in place of an earlier one of its id, however long that takes. Of the two
   * runnables one is called, once, on any thread, which may be the caller's.
   *
   * @param index the index's name, ASCII
   * @param id the document's id, ASCII, at most 512 bytes
   * @param content appends one JSON object, without line breaks
   * @param durable called when OpenSearch has it
   * @param givenUp called when the writer closed first; OpenSearch may have it nonetheless
   */
  void replace(
      byte[] index, byte[] id, Consumer<JsonBuffer> content, Runnable durable, Runnable givenUp);
}
