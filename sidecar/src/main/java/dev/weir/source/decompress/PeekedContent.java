package dev.weir.source.decompress;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Content whose first bytes can be looked at before they are read. What is behind them is passed on
 * without a copy.
 */
public final class PeekedContent extends InputStream {
  /** As many bytes can be looked at. */
  public static final int HEAD_BYTES = 4096;

  private final InputStream content;
  private final boolean plain;
  private byte[] head = new byte[0];
  private int position;
  private int length;
  private boolean ended;
  private @Nullable CorruptContentException failure;

  /**
   * Content of which nothing was read yet.
   *
   * @param plain whether it lies in its object, or in the archive, as it is
   */
  PeekedContent(InputStream content, boolean plain) {
    this.content = content;
    this.plain = plain;
  }

  /**
   * The first bytes, from 0 to {@link #headLength}; nobody changes them. Content that breaks off
   * among them shows what came before, and fails when that is read.
   *
   * @throws IOException what the object's own stream throws: the object has to be read again
   */
  public byte[] head() throws IOException {
    if (head.length == 0) {
      head = new byte[HEAD_BYTES];
      fill();
    }
    return head;
  }

  private void fill() throws IOException {
    while (length < head.length && !ended && failure == null) {
      try {
        int read = content.read(head, length, head.length - length);
        ended = read < 0;
        length += Math.max(0, read);
      } catch (CorruptContentException e) {
        failure = e;
      }
    }
  }

  /**
   * How many bytes there are, if each of them is zero and they are no more than {@code most}; else
   * -1. Nothing must have been read before; the first bytes are to be looked at before.
   *
   * @throws IOException what the object's own stream throws: the object has to be read again
   */
  public int zeros(int most) throws IOException {
    if (!isZero(head(), length)) {
      return -1;
    }
    head = Arrays.copyOf(head, Math.max(head.length, most + 1));
    fill();
    return ended && length <= most && isZero(head, length) ? length : -1;
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      if (bytes[at] != 0) {
        return false;
      }
    }
    return true;
  }

  /** How many first bytes there are: fewer than {@link #HEAD_BYTES} are all of the content. */
  public int headLength() throws IOException {
    byte[] unused = head();
    return length;
  }

  /**
   * How many bytes there are.
   *
   * @param stored as many lie in the object, or in the archive
   * @return -1 if the content was compressed and is longer than what can be looked at, or broken
   */
  public long bytes(long stored) throws IOException {
    if (headLength() < HEAD_BYTES && failure == null) {
      return length;
    }
    return plain ? stored : -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position < length) {
      int taken = Math.min(count, length - position);
      System.arraycopy(head, position, target, from, taken);
      position += taken;
      return taken;
    }
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return -1;
    }
    int read = content.read(target, from, count);
    ended = read < 0;
    return read;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
