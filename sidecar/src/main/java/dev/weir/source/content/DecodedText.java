package dev.weir.source.content;

import dev.weir.source.decompress.CorruptContentException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Text of wider units as UTF-8, without its byte order mark. What is no character (a surrogate
 * alone, a number past U+10FFFF) becomes the bytes that UTF-8 once had for such numbers (RFC 2279,
 * 2), which are no UTF-8 today: so it is met, told and kept as other invalid bytes are.
 */
final class DecodedText extends InputStream {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int MOST_BYTES = 7;

  private final InputStream content;
  private final Encoding encoding;
  private final byte[] in = new byte[BUFFER_BYTES];
  private final byte[] out = new byte[BUFFER_BYTES * 2 + 2 * MOST_BYTES];
  private int skip;
  private int held;
  private int position;
  private int end;
  private int high = -1;
  private boolean ended;

  DecodedText(InputStream content, Encoding encoding) {
    this.content = content;
    this.encoding = encoding;
    this.skip = encoding.markBytes();
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
    while (position == end) {
      if (ended) {
        if (held > 0) {
          throw new CorruptContentException(CorruptContentException.Reason.TRUNCATED_TEXT);
        }
        return -1;
      }
      fill();
    }
    int count = Math.min(length, end - position);
    System.arraycopy(out, position, target, from, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private void fill() throws IOException {
    position = 0;
    end = 0;
    int read = content.read(in, held, in.length - held);
    if (read < 0) {
      ended = true;
      flushHigh();
      return;
    }
    held += read;
    int at = 0;
    for (; held - at >= encoding.unitBytes; at += encoding.unitBytes) {
      if (skip > 0) {
        skip -= encoding.unitBytes;
      } else {
        unit(encoding.unit(in, at));
      }
    }
    held -= at;
    System.arraycopy(in, at, in, 0, held);
  }

  private void unit(int unit) {
    if (encoding.unitBytes == 2) {
      char c = (char) unit;
      if (high >= 0 && Character.isLowSurrogate(c)) {
        write(Character.toCodePoint((char) high, c));
        high = -1;
        return;
      }
      flushHigh();
      if (Character.isHighSurrogate(c)) {
        high = unit;
        return;
      }
    }
    write(unit);
  }

  /** A high surrogate that no low one followed. */
  private void flushHigh() {
    if (high >= 0) {
      write(high);
      high = -1;
    }
  }

  private void write(int number) {
    if (number >= 0 && number < 0x80) {
      out[end++] = (byte) number;
      return;
    }
    int bits = 32 - Integer.numberOfLeadingZeros(number);
    int length = bits <= 11 ? 2 : bits <= 16 ? 3 : bits <= 21 ? 4 : bits <= 26 ? 5 : 6;
    length = bits == 32 ? MOST_BYTES : length;
    int lead = length == MOST_BYTES ? 0xfe : (0xff << (8 - length)) & 0xff;
    for (int i = length - 1; i > 0; i--) {
      out[end + i] = (byte) (0x80 | ((number >>> (6 * (length - 1 - i))) & 0x3f));
    }
    int shift = 6 * (length - 1);
    out[end] = (byte) (lead | (shift >= 32 ? 0 : number >>> shift));
    end += length;
  }
}
