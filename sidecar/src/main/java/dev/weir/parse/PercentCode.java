package dev.weir.parse;

import dev.weir.event.Utf8;

/** Bytes written as a percent sign and two hexadecimal digits (RFC 3986, section 2.1). */
final class PercentCode {
  private PercentCode() {}

  /** Whether there is such a byte in a text. */
  static boolean isIn(byte[] text, int at, int length) {
    for (int i = at; i + 2 < at + length; i++) {
      if (text[i] == '%' && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Decodes a text once.
   *
   * @param out has room for as many bytes
   * @return how many bytes it has then; 0 where they are no UTF-8
   */
  static int decode(byte[] text, int at, int length, byte[] out) {
    int to = at + length;
    int size = 0;
    for (int i = at; i < to; i++) {
      int high = text[i] == '%' && i + 2 < to ? digit(text[i + 1]) : -1;
      int low = high < 0 ? -1 : digit(text[i + 2]);
      if (low < 0) {
        out[size++] = text[i];
      } else {
        out[size++] = (byte) ((high << 4) | low);
        i += 2;
      }
    }
    return Utf8.isValid(out, 0, size) ? size : 0;
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit(b, 16);
  }
}
