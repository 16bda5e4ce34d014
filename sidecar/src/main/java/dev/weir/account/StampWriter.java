package dev.weir.account;

import java.nio.charset.StandardCharsets;

/**
 * Writes the stamps of one frame: {@code <mac>.<kind><ordinal>.<first>.<count>.<lastModified>.
 * <bucket>/<version>/<key>}, numbers in hexadecimal, the MAC of 16 digits. Text, since Fluent Bit
 * outputs that archive or print records would garble bytes. What follows the ordinal is the same
 * for a whole frame and hashed once for it. Not thread-safe.
 */
public final class StampWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** Longest stamp, for sizing buffers: numbers, dots, and the given object's names. */
  public static int maxBytes(ObjectVersion object) {
    int names = object.bucket().length() + object.version().length() + 2;
    return 16 + 1 + 1 + 16 + 1 + 16 + 1 + 8 + 1 + 16 + 1 + names + object.key().length() * 3;
  }

  private final StampKey key;
  private final byte[] shared;
  private final long frameMac;

  public StampWriter(StampKey key, Frame frame) {
    this.key = key;
    this.shared = sharedPart(frame);
    this.frameMac = key.frameMac(shared, 0, shared.length);
  }

  /** The stamp's length in bytes for this ordinal. */
  public int length(long ordinal) {
    return 16 + 1 + 1 + hexDigits(ordinal) + shared.length;
  }

  /**
   * Writes the stamp.
   *
   * @param at where in {@code target}; {@link #length} bytes must fit
   * @return the position after it
   */
  public int write(StampKind kind, long ordinal, byte[] target, int at) {
    int next = hex(key.recordMac(frameMac, kind.letter, ordinal), 16, target, at);
    target[next++] = '.';
    target[next++] = (byte) kind.letter;
    next = hex(ordinal, hexDigits(ordinal), target, next);
    System.arraycopy(shared, 0, target, next, shared.length);
    return next + shared.length;
  }

  /** The stamp as text, for a place where speed does not matter. */
  public String text(StampKind kind, long ordinal) {
    byte[] bytes = new byte[length(ordinal)];
    write(kind, ordinal, bytes, 0);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] sharedPart(Frame frame) {
    ObjectVersion object = frame.object();
    String text =
        "."
            + Long.toHexString(frame.first())
            + "."
            + Integer.toHexString(frame.count())
            + "."
            + Long.toHexString(frame.lastModifiedSeconds())
            + "."
            + object.bucket()
            + "/"
            + object.version()
            + "/"
            + object.key();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int hexDigits(long value) {
    return Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
  }

  private static int hex(long value, int digits, byte[] target, int at) {
    for (int shift = (digits - 1) * 4, i = at; shift >= 0; shift -= 4, i++) {
      target[i] = HEX[(int) (value >>> shift) & 15];
    }
    return at + digits;
  }
}
