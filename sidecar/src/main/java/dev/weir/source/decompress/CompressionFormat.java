package dev.weir.source.decompress;

/** Told by magic bytes. */
public enum CompressionFormat {
  GZIP,
  ZSTD,
  BZIP2,
  PLAIN;

  /** As many bytes as {@link #of} looks at. */
  static final int MAGIC_BYTES = 10;

  /** What content is that begins so; PLAIN where it is none of the others. */
  public static CompressionFormat of(byte[] head, int length) {
    if (length >= 3 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8) {
      return GZIP;
    }
    if (length >= 4) {
      int magic =
          (head[0] & 0xff)
              | ((head[1] & 0xff) << 8)
              | ((head[2] & 0xff) << 16)
              | ((head[3] & 0xff) << 24);
      // RFC 8878: a frame, or a skippable one before it.
      if (magic == 0xfd2fb528 || (magic & 0xfffffff0) == 0x184d2a50) {
        return ZSTD;
      }
    }
    return isBzip2(head, length) ? BZIP2 : PLAIN;
  }

  /** "BZh", the level, and the magic of a block or of the end: three letters alone may be text. */
  private static boolean isBzip2(byte[] head, int length) {
    if (length < MAGIC_BYTES
        || head[0] != 'B'
        || head[1] != 'Z'
        || head[2] != 'h'
        || head[3] < '1'
        || head[3] > '9') {
      return false;
    }
    boolean block = head[4] == 0x31 && head[5] == 0x41 && head[6] == 0x59;
    boolean end = head[4] == 0x17 && head[5] == 0x72 && head[6] == 0x45;
    return block || end;
  }
}
