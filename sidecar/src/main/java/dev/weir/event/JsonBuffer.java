package dev.weir.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON (RFC 8259) as UTF-8 into a byte array that grows. Not thread-safe. Nothing here
 * checks the order of calls: the caller places commas, colons and braces with {@link #raw(byte)}.
 */
public final class JsonBuffer {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int WORD_BYTES = 8;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long DELETES = ONES * 0x7f;
  private static final long SPACES = ONES * ' ';

  /** What the rest of a string may take up beyond its length: an escape, a word, a quote. */
  private static final int SLACK_BYTES = 6 + WORD_BYTES + 1;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** For each ASCII byte: 0 to copy, 'u' for a six-byte escape, else the letter after '\'. */
  private static final byte[] ESCAPE = new byte[128];

  private static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};
  private static final byte[] MIN_LONG =
      Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

  /** The two digits of each number below 100, one behind the other. */
  private static final byte[] PAIRS = new byte[200];

  /** The powers of ten, by their number of zeros. */
  private static final long[] POWERS = new long[19];

  static {
    for (int i = 0; i < 100; i++) {
      PAIRS[2 * i] = (byte) ('0' + i / 10);
      PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
    }
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
    Arrays.fill(ESCAPE, 0, 0x20, (byte) 'u');
    ESCAPE[0x7f] = 'u';
    ESCAPE['"'] = '"';
    ESCAPE['\\'] = '\\';
    ESCAPE['\n'] = 'n';
    ESCAPE['\r'] = 'r';
    ESCAPE['\t'] = 't';
    ESCAPE['\b'] = 'b';
    ESCAPE['\f'] = 'f';
  }

  private byte[] bytes;
  private int size;
  private int limit = Integer.MAX_VALUE;

  public JsonBuffer(int initialBytes) {
    this.bytes = new byte[Math.max(64, initialBytes)];
  }

  /** The array written to; valid until the next write, from 0 to {@link #size}. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /**
   * Lets it grow to so many bytes at the most; what would need more fails with a {@link
   * JsonTooLongException}. Room that is there already is not taken away.
   */
  public JsonBuffer limit(long bytes) {
    limit = (int) Math.min(bytes, Integer.MAX_VALUE);
    return this;
  }

  /** Takes back what was written from {@code size} on. */
  public void truncate(int size) {
    this.size = size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public JsonBuffer raw(byte value) {
    ensure(1);
    bytes[size++] = value;
    return this;
  }

  public JsonBuffer raw(char ascii) {
    return raw((byte) ascii);
  }

  /** Copies bytes that are JSON already. */
  public JsonBuffer raw(byte[] json) {
    return raw(json, 0, json.length);
  }

  public JsonBuffer raw(byte[] json, int from, int length) {
    ensure(length);
    System.arraycopy(json, from, bytes, size, length);
    size += length;
    return this;
  }

  /** Copies text of ASCII characters that need no escape. */
  @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int): exact for ASCII
  public JsonBuffer ascii(String text) {
    int length = text.length();
    ensure(length);
    text.getBytes(0, length, bytes, size);
    size += length;
    return this;
  }

  /** Writes a quoted, escaped string. */
  public JsonBuffer string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return string(utf8, 0, utf8.length);
  }

  /**
   * Writes UTF-8 bytes as a quoted, escaped string. What is not valid UTF-8 (RFC 3629) becomes
   * U+FFFD, one for each maximal broken part.
   *
   * @return whether all of it was valid
   */
  public boolean utf8(byte[] utf8, int from, int length) {
    ensure(1 + length + SLACK_BYTES);
    bytes[size++] = '"';
    boolean valid = escape(utf8, from, from + length);
    bytes[size++] = '"';
    return valid;
  }

  /** {@link #utf8}, for callers that do not care about validity. */
  public JsonBuffer string(byte[] utf8, int from, int length) {
    utf8(utf8, from, length);
    return this;
  }

  public JsonBuffer number(long value) {
    if (value == Long.MIN_VALUE) {
      return raw(MIN_LONG);
    }
    ensure(20);
    long rest = value;
    if (rest < 0) {
      bytes[size++] = '-';
      rest = -rest;
    }
    int digits = digits(rest);
    int at = size + digits;
    while (rest >= 100) {
      long hundreds = rest / 100;
      int pair = (int) (rest - hundreds * 100) << 1;
      bytes[--at] = PAIRS[pair + 1];
      bytes[--at] = PAIRS[pair];
      rest = hundreds;
    }
    int pair = (int) rest << 1;
    bytes[--at] = PAIRS[pair + 1];
    if (rest >= 10) {
      bytes[--at] = PAIRS[pair];
    }
    size += digits;
    return this;
  }

  /** Writes 64 bits as an unsigned number. */
  public JsonBuffer unsigned(long bits) {
    return ascii(Long.toUnsignedString(bits));
  }

  /** Writes a float; what JSON has no number for becomes the string NaN, Infinity or -Infinity. */
  public JsonBuffer number(double value) {
    return Double.isFinite(value)
        ? ascii(Double.toString(value))
        : raw((byte) '"').ascii(Double.toString(value)).raw((byte) '"');
  }

  /** {@link #number(double)} for 32 bits, whose shortest decimal form is its own. */
  public JsonBuffer number(float value) {
    return Float.isFinite(value)
        ? ascii(Float.toString(value))
        : raw((byte) '"').ascii(Float.toString(value)).raw((byte) '"');
  }

  /** How many decimal digits a number from 0 has. */
  private static int digits(long value) {
    // log10(2) is a little over 1233/4096: right, or one too few.
    int atLeast = ((Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233) >>> 12;
    return value < POWERS[atLeast] ? Math.max(1, atLeast) : atLeast + 1;
  }

  private boolean escape(byte[] source, int from, int to) {
    boolean valid = true;
    int at = copyPlain(source, from, to);
    while (at < to) {
      byte b = source[at];
      int length = 1;
      if (b >= 0) {
        escapeAscii(b);
      } else {
        length = Utf8.sequenceLength(source, at, to);
        if (length > 0) {
          System.arraycopy(source, at, bytes, size, length);
          size += length;
        } else {
          length = -length;
          System.arraycopy(REPLACEMENT, 0, bytes, size, REPLACEMENT.length);
          size += REPLACEMENT.length;
          valid = false;
        }
      }
      // Whatever was written just now, the rest fits in again.
      ensure(to - at + SLACK_BYTES);
      at = copyPlain(source, at + length, to);
    }
    return valid;
  }

  /**
   * Copies up to the first byte that needs a closer look, eight at a time; its index, or {@code
   * to}. Of the last few, eight are copied as well where the source has them, but not all counted.
   */
  private int copyPlain(byte[] source, int from, int to) {
    byte[] target = bytes;
    int end = size;
    int at = from;
    for (; to - at >= WORD_BYTES; at += WORD_BYTES, end += WORD_BYTES) {
      long word = (long) WORD.get(source, at);
      long special = special(word);
      WORD.set(target, end, word);
      if (special != 0) {
        int plain = Long.numberOfTrailingZeros(special) >>> 3;
        size = end + plain;
        return at + plain;
      }
    }
    if (at + WORD_BYTES <= source.length) {
      long word = (long) WORD.get(source, at);
      long special = special(word) & ~(-1L << ((to - at) << 3));
      WORD.set(target, end, word);
      int plain = special == 0 ? to - at : Long.numberOfTrailingZeros(special) >>> 3;
      size = end + plain;
      return at + plain;
    }
    while (at < to && source[at] >= 0 && ESCAPE[source[at]] == 0) {
      target[end++] = source[at++];
    }
    size = end;
    return at;
  }

  /** A bit in the lowest byte that is not ASCII or needs an escape; bits above it mean nothing. */
  private static long special(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long delete = word ^ DELETES;
    return ((quote - ONES) | (backslash - ONES) | (delete - ONES) | (word - SPACES) | word) & HIGHS;
  }

  private void escapeAscii(byte b) {
    byte letter = ESCAPE[b];
    bytes[size++] = '\\';
    bytes[size++] = letter;
    if (letter == 'u') {
      bytes[size++] = '0';
      bytes[size++] = '0';
      bytes[size++] = HEX[b >> 4];
      bytes[size++] = HEX[b & 15];
    }
  }

  /** Makes room for so many bytes; where they begin. The caller writes them all. */
  int claim(int length) {
    ensure(length);
    size += length;
    return size - length;
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      grow((long) size + more);
    }
  }

  private void grow(long needed) {
    if (needed > limit) {
      throw new JsonTooLongException();
    }
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(limit, 2L * bytes.length)));
  }
}
