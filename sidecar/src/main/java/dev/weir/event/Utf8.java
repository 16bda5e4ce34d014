package dev.weir.event;

/** Well-formed UTF-8, Unicode 15 table 3-7 (RFC 3629). */
public final class Utf8 {
  private Utf8() {}

  /** Whether a text is well-formed. */
  public static boolean isValid(byte[] text, int from, int to) {
    int at = from;
    while (at < to) {
      int length = text[at] >= 0 ? 1 : sequenceLength(text, at, to);
      if (length < 0) {
        return false;
      }
      at += length;
    }
    return true;
  }

  /**
   * Looks at the multi-byte sequence at {@code at}, whose first byte is over 0x7F.
   *
   * @return its length (2 to 4), or, where it is broken, the negative length of the part to replace
   *     (the maximal subpart of an ill-formed sequence, as Unicode recommends)
   */
  public static int sequenceLength(byte[] source, int at, int to) {
    int lead = source[at] & 0xff;
    if (lead < 0xc2 || lead > 0xf4) {
      return -1;
    }
    int length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (at + 1 >= to || !isSecond(lead, source[at + 1] & 0xff)) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if (at + i >= to || (source[at + i] & 0xc0) != 0x80) {
        return -i;
      }
    }
    return length;
  }

  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xe0 -> second >= 0xa0 && second <= 0xbf;
      case 0xed -> second >= 0x80 && second <= 0x9f;
      case 0xf0 -> second >= 0x90 && second <= 0xbf;
      case 0xf4 -> second >= 0x80 && second <= 0x8f;
      default -> second >= 0x80 && second <= 0xbf;
    };
  }
}
