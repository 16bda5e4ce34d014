package dev.weir.source.content;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * First bytes that tell a kind.
 *
 * @param bytes what stands at {@code at}
 * @param odd whether a byte that is neither printable nor a blank has to follow, of bytes that text
 *     may begin with as well
 */
@SuppressWarnings("ArrayRecordComponent") // a constant of this package; nobody compares it
record Magic(ContentKind kind, int at, byte[] bytes, boolean odd) {
  /** Bytes at the begin, in hexadecimal digits. */
  static Magic hex(ContentKind kind, String digits) {
    return new Magic(kind, 0, HexFormat.of().parseHex(digits.replace(" ", "")), false);
  }

  /** The same, which text may begin with. */
  static Magic odd(ContentKind kind, String digits) {
    return new Magic(kind, 0, HexFormat.of().parseHex(digits.replace(" ", "")), true);
  }

  boolean isIn(byte[] head, int length) {
    int end = at + bytes.length;
    return length >= end
        && Arrays.equals(head, at, end, bytes, 0, bytes.length)
        && (!odd || (end < length && isOdd(head[end])));
  }

  private static boolean isOdd(byte b) {
    return b < '\t' || b == 0x7f || (b > '\r' && b < ' ');
  }
}
