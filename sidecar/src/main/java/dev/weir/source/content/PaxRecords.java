package dev.weir.source.content;

import dev.weir.source.decompress.CorruptContentException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a pax header says of the member after it: records {@code length key=value} (POSIX.1-2017,
 * pax, "pax Extended Header").
 *
 * @param path its name, or null
 * @param size its bytes, or -1
 * @param isSparse whether GNU tar wrote a map in front of its data
 */
record PaxRecords(@Nullable String path, long size, boolean isSparse) {
  static final PaxRecords NONE = new PaxRecords(null, -1, false);

  private static final int MOST_DIGITS = 10;

  /**
   * Reads the records.
   *
   * @throws CorruptContentException if they are none
   */
  static PaxRecords of(byte[] data) throws CorruptContentException {
    @Nullable String path = null;
    long size = -1;
    boolean sparse = false;
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int length = 0;
      int blank = at;
      while (blank < data.length && data[blank] != ' ') {
        int digit = data[blank] - '0';
        if (digit < 0 || digit > 9 || blank - at >= MOST_DIGITS) {
          throw ArchiveInput.corrupt();
        }
        length = Math.min(data.length, length * 10 + digit);
        blank++;
      }
      int end = at + length;
      if (end > data.length || end < blank + 2 || data[end - 1] != '\n') {
        throw ArchiveInput.corrupt();
      }
      String record = new String(data, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      String key = equals < 0 ? record : record.substring(0, equals);
      String value = record.substring(equals + 1);
      switch (key) {
        case "path" -> path = value;
        case "GNU.sparse.name" -> path = value;
        case "size" -> size = number(value);
        default -> {}
      }
      sparse |= key.startsWith("GNU.sparse.");
      at = end;
    }
    return new PaxRecords(path, size, sparse);
  }

  /** The size that it names, else the header's. */
  long sizeOr(long ofHeader) {
    return size < 0 ? ofHeader : size;
  }

  /**
   * Holds that they say nothing of names and sizes, which hold of one member alone.
   *
   * @throws CorruptContentException if they do
   */
  void requirePlain() throws CorruptContentException {
    if (path != null || size >= 0 || isSparse) {
      throw ArchiveInput.corrupt();
    }
  }

  private static long number(String digits) throws CorruptContentException {
    try {
      long number = Long.parseLong(digits);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // As a negative one.
    }
    throw ArchiveInput.corrupt();
  }
}
