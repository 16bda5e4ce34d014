package dev.weir.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Names at the top of a document that Weir writes itself. A native field of such a name moves to
 * {@code native.<name>}. Immutable.
 */
public final class ReservedNames {
  private static final int BUCKETS = 256;

  private final byte[][][] buckets = new byte[BUCKETS][0][];

  public ReservedNames(Collection<String> names) {
    for (String name : names) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      if (utf8.length > 0) {
        int bucket = bucket(utf8, 0, utf8.length);
        byte[][] grown = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        grown[grown.length - 1] = utf8;
        buckets[bucket] = grown;
      }
    }
  }

  boolean contains(byte[] bytes, int at, int length) {
    if (length == 0) {
      return false;
    }
    for (byte[] name : buckets[bucket(bytes, at, length)]) {
      if (name.length == length && Arrays.equals(name, 0, length, bytes, at, at + length)) {
        return true;
      }
    }
    return false;
  }

  private static int bucket(byte[] bytes, int at, int length) {
    return (bytes[at] * 31 + bytes[at + length - 1] * 7 + length) & (BUCKETS - 1);
  }
}
