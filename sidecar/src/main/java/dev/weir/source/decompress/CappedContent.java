package dev.weir.source.decompress;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content under the caps, its failures in the terms of this package. What it gives before a cap is
 * the same on every try, however many bytes a read brings.
 */
final class CappedContent extends InputStream {
  private final InputStream content;
  private final CompressedInput input;
  private final CorruptContentException.Reason reason;
  private long left;

  /**
   * Content of an object.
   *
   * @param objectBytes the size of the object as it lies in S3
   */
  CappedContent(
      InputStream content, CompressedInput input, long objectBytes, DecompressionLimits limits) {
    this.content = content;
    this.input = input;
    long byRatio = Math.max(limits.ratioFrom().bytes(), product(objectBytes, limits.ratio()));
    boolean bySize = limits.size().bytes() <= byRatio;
    this.left = bySize ? limits.size().bytes() : byRatio;
    this.reason =
        bySize ? CorruptContentException.Reason.SIZE_CAP : CorruptContentException.Reason.RATIO_CAP;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      if (take(new byte[1], 0, 1) < 0) {
        return -1;
      }
      throw new CorruptContentException(reason);
    }
    int read = take(target, from, (int) Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    content.close();
    input.close();
  }

  private int take(byte[] target, int from, int length) throws IOException {
    try {
      return content.read(target, from, length);
    } catch (IOException | RuntimeException e) {
      // Decompressors answer some broken input with unchecked exceptions.
      throw input.causeOf(e);
    }
  }

  private static long product(long bytes, int ratio) {
    return bytes > Long.MAX_VALUE / ratio ? Long.MAX_VALUE : bytes * ratio;
  }
}
