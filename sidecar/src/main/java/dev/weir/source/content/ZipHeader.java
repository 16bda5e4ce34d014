package dev.weir.source.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The local header of a member (PKWARE APPNOTE 6.3, 4.3.7), read behind its signature.
 *
 * @param compressed bytes of its data, where they are known before it
 * @param size bytes of its content, where they are known before it
 * @param isZip64 whether lengths behind its data have eight bytes
 */
record ZipHeader(
    String name, int flags, int method, long crc, long compressed, long size, boolean isZip64) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int ENCRYPTED = 1;
  private static final int LENGTHS_BEHIND = 1 << 3;
  private static final int STRONGLY_ENCRYPTED = 1 << 6;
  private static final int MASKED = 1 << 13;
  private static final int AES = 99;
  private static final int ZIP64 = 1;
  private static final long IN_ZIP64 = 0xffff_ffffL;

  /** Reads it. */
  static ZipHeader read(ArchiveInput in) throws IOException {
    in.skip(2);
    int flags = in.int16();
    int method = in.int16();
    in.skip(4);
    long crc = in.int32();
    long compressed = in.int32();
    long size = in.int32();
    int nameBytes = in.int16();
    int extraBytes = in.int16();
    String name = new String(in.bytes(nameBytes), StandardCharsets.UTF_8);
    byte[] extra = in.bytes(extraBytes);
    boolean zip64 = false;
    for (int at = 0; at + 4 <= extra.length; ) {
      int id = int16(extra, at);
      int end = at + 4 + int16(extra, at + 2);
      if (id == ZIP64 && end <= extra.length) {
        zip64 = true;
        int field = at + 4;
        if (size == IN_ZIP64 && field + 8 <= end) {
          size = int64(extra, field);
          field += 8;
        }
        if (compressed == IN_ZIP64 && field + 8 <= end) {
          compressed = int64(extra, field);
        }
      }
      at = end;
    }
    return new ZipHeader(name, flags, method, crc, compressed, size, zip64);
  }

  boolean isEncrypted() {
    return (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | MASKED)) != 0 || method == AES;
  }

  /** Whether its lengths stand behind its data, in a data descriptor (4.3.9). */
  boolean hasDescriptor() {
    return (flags & LENGTHS_BEHIND) != 0;
  }

  /** Whether nobody knows before its data how long that is. */
  boolean isLengthUnknown() {
    return hasDescriptor() && compressed == 0;
  }

  boolean isFolder() {
    return name.endsWith("/") && compressed == 0 && !hasDescriptor();
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
  }

  private static long int64(byte[] bytes, int at) {
    long number = 0;
    for (int i = 7; i >= 0; i--) {
      number = (number << 8) | (bytes[at + i] & 0xff);
    }
    return number;
  }
}
