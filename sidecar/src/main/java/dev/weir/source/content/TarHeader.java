package dev.weir.source.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One header block (POSIX.1-2017, pax, "ustar Header Block").
 *
 * @param type the type flag; {@code '0'} of old archives' NUL
 * @param size bytes of data behind it
 * @param sparseMapGoesOn whether, of GNU's old sparse form, a block with more of the map follows
 */
record TarHeader(String name, char type, long size, boolean sparseMapGoesOn) {
  static final int BYTES = 512;

  private static final int NAME_BYTES = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_BYTES = 12;
  private static final int SUM_AT = 148;
  private static final int SUM_BYTES = 8;
  private static final int TYPE_AT = 156;
  private static final int MAGIC_AT = 257;
  private static final int PREFIX_AT = 345;
  private static final int PREFIX_BYTES = 155;
  private static final int GNU_MAP_GOES_ON_AT = 482;
  private static final int GNU_FURTHER_MAP_GOES_ON_AT = 504;
  private static final byte[] USTAR = {'u', 's', 't', 'a', 'r', 0};

  /** The header in these 512 bytes; null if their sum or their size is wrong. */
  static @Nullable TarHeader of(byte[] block) {
    if (!isHeader(block)) {
      return null;
    }
    long size = number(block, SIZE_AT, SIZE_BYTES);
    if (size < 0) {
      return null;
    }
    String name = text(Arrays.copyOf(block, NAME_BYTES));
    if (Arrays.equals(block, MAGIC_AT, MAGIC_AT + USTAR.length, USTAR, 0, USTAR.length)
        && block[PREFIX_AT] != 0) {
      String prefix = text(Arrays.copyOfRange(block, PREFIX_AT, PREFIX_AT + PREFIX_BYTES));
      name = prefix + "/" + name;
    }
    char type = block[TYPE_AT] == 0 ? '0' : (char) (block[TYPE_AT] & 0xff);
    return new TarHeader(name, type, size, block[GNU_MAP_GOES_ON_AT] != 0);
  }

  /** Whether the sum of the block, which hardly any text has, is the one that it names. */
  static boolean isHeader(byte[] block) {
    long named = number(block, SUM_AT, SUM_BYTES);
    if (block[0] == 0 || named <= 0) {
      return false;
    }
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < BYTES; i++) {
      boolean sum = i >= SUM_AT && i < SUM_AT + SUM_BYTES;
      byte b = sum ? (byte) ' ' : block[i];
      unsigned += b & 0xff;
      signed += b;
    }
    // Old programs summed signed bytes.
    return named == unsigned || named == signed;
  }

  /** Whether another block follows this one of a map. */
  static boolean furtherMapGoesOn(byte[] block) {
    return block[GNU_FURTHER_MAP_GOES_ON_AT] != 0;
  }

  /** Whether it has no data, whatever its size says: a link, a device, a folder, a label. */
  boolean holdsNothing() {
    return switch (type) {
      case '2', '3', '4', '5', '6', 'V' -> true;
      default -> false;
    };
  }

  /** The text up to the first NUL byte. */
  static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Octal digits among blanks, or, with the highest bit set, a number of base 256; else -1. */
  private static long number(byte[] block, int from, int length) {
    if (block[from] < 0) {
      return base256(block, from, length);
    }
    long number = 0;
    int digits = 0;
    for (int at = from; at < from + length; at++) {
      byte b = block[at];
      if (b >= '0' && b <= '7') {
        number = (number << 3) | (b - '0');
        digits++;
      } else if (b != ' ' && b != 0) {
        return -1;
      } else if (digits > 0) {
        break;
      }
    }
    return number;
  }

  private static long base256(byte[] block, int from, int length) {
    long number = block[from] & 0x3f;
    if ((block[from] & 0x40) != 0) {
      return -1;
    }
    for (int at = from + 1; at < from + length; at++) {
      if (number >>> 54 != 0) {
        return -1;
      }
      number = (number << 8) | (block[at] & 0xff);
    }
    return number;
  }
}
