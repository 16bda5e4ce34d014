package dev.weir.msgpack;

/** The sizes of values whose first byte tells them. */
public final class FixedSize {
  private static final byte[] BY_FIRST_BYTE = new byte[256];

  static {
    for (int b = 0; b < 256; b++) {
      BY_FIRST_BYTE[b] = (byte) size(b);
    }
  }

  private FixedSize() {}

  /**
   * The bytes of a whole value, its first one included; 0 for one whose length or content is told
   * by what comes after, and for the reserved byte.
   */
  public static int of(byte firstByte) {
    return BY_FIRST_BYTE[firstByte & 0xff];
  }

  private static int size(int first) {
    return switch (first) {
      case 0xca, 0xce, 0xd2 -> 5;
      case 0xcb, 0xcf, 0xd3 -> 9;
      case 0xcc, 0xd0 -> 2;
      case 0xcd, 0xd1 -> 3;
      case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> 2 + (1 << (first - 0xd4));
      case 0xc0, 0xc2, 0xc3 -> 1;
      default -> {
        if (first <= 0x7f || first >= 0xe0) {
          yield 1;
        }
        yield first >= 0xa0 && first <= 0xbf ? 1 + (first & 0x1f) : 0;
      }
    };
  }
}
