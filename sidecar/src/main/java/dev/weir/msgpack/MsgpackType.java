package dev.weir.msgpack;

/** The families of MessagePack formats, told by a value's first byte. */
public enum MsgpackType {
  NIL,
  BOOLEAN,
  INTEGER,
  FLOAT,
  STR,
  BIN,
  ARRAY,
  MAP,
  EXT,
  /** 0xC1. */
  RESERVED;

  private static final MsgpackType[] BY_FIRST_BYTE = new MsgpackType[256];

  static {
    for (int b = 0; b < 256; b++) {
      BY_FIRST_BYTE[b] = classify(b);
    }
  }

  /** The family of the value that begins with {@code firstByte}. */
  public static MsgpackType of(byte firstByte) {
    return BY_FIRST_BYTE[firstByte & 0xff];
  }

  private static MsgpackType classify(int b) {
    if (b <= 0x7f || b >= 0xe0) {
      return INTEGER;
    }
    if (b <= 0x8f) {
      return MAP;
    }
    if (b <= 0x9f) {
      return ARRAY;
    }
    if (b <= 0xbf) {
      return STR;
    }
    return switch (b) {
      case 0xc0 -> NIL;
      case 0xc2, 0xc3 -> BOOLEAN;
      case 0xc4, 0xc5, 0xc6 -> BIN;
      case 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> EXT;
      case 0xca, 0xcb -> FLOAT;
      case 0xd9, 0xda, 0xdb -> STR;
      case 0xdc, 0xdd -> ARRAY;
      case 0xde, 0xdf -> MAP;
      case 0xc1 -> RESERVED;
      default -> INTEGER;
    };
  }
}
