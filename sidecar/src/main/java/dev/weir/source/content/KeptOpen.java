package dev.weir.source.content;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A member's content whose reader may close it: the archive goes on behind it. */
final class KeptOpen extends FilterInputStream {
  KeptOpen(InputStream content) {
    super(content);
  }

  @Override
  public void close() {
    // The archive closes it, once it is passed.
  }
}
