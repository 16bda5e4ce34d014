package dev.weir.source.decompress;

import java.io.IOException;
import java.io.InputStream;

/** Content under the caps, its failures in the terms of this package. */
final class CappedContent extends InputStream {
  private final InputStream content;
  private final CompressedInput input;
  private final DecompressionLimits limits;
  private long given;

  CappedContent(InputStream content, CompressedInput input, DecompressionLimits limits) {
    this.content = content;
    this.input = input;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int read;
    try {
      read = content.read(target, from, length);
    } catch (IOException | RuntimeException e) {
      // Decompressors answer some broken input with unchecked exceptions.
      throw input.causeOf(e);
    }
    if (read > 0) {
      given += read;
      check();
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    content.close();
    input.close();
  }

  private void check() throws CorruptContentException {
    if (given > limits.size().bytes()) {
      throw new CorruptContentException(CorruptContentException.Reason.SIZE_CAP);
    }
    if (given > limits.ratioFrom().bytes() && given / limits.ratio() > input.taken()) {
      throw new CorruptContentException(CorruptContentException.Reason.RATIO_CAP);
    }
  }
}
