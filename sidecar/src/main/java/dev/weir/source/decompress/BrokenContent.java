package dev.weir.source.decompress;

import java.io.InputStream;

/** Content of which not a byte can be had. */
final class BrokenContent extends InputStream {
  private final CorruptContentException why;

  BrokenContent(CorruptContentException why) {
    this.why = why;
  }

  @Override
  public int read() throws CorruptContentException {
    throw why;
  }

  @Override
  public int read(byte[] target, int from, int length) throws CorruptContentException {
    throw why;
  }
}
