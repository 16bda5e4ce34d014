package dev.weir.feed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An opened list.
 *
 * @param version names this content among those of its source
 * @param bytes to be read to its end or closed
 */
public record ListContent(String version, InputStream bytes) implements Closeable {
  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
