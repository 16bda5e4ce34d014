package dev.weir.letters;

import java.io.IOException;

/** Another place that keeps dead letters beside OpenSearch. Thread-safe. */
@FunctionalInterface
public interface LetterArchive {
  /**
   * Keeps a file, in place of one of the same name; returns when it is durable.
   *
   * @param name the same for the same letters
   * @param content dead letters as {@code weir-dead-letters} holds them, one JSON object a line,
   *     compressed with gzip
   * @throws IOException if it is not kept; it is tried again then. The message is fit for the log
   */
  void put(String name, byte[] content) throws IOException;
}
