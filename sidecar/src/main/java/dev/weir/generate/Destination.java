package dev.weir.generate;

import java.io.IOException;

/** Where generated files go. */
public interface Destination extends AutoCloseable {

  /**
   * Puts a file there, complete or not at all.
   *
   * @throws IOException if it could not be written; the file may be put again
   */
  void put(GeneratedFile file) throws IOException;

  @Override
  void close();
}
