package dev.weir.event;

import java.util.Arrays;
import java.util.Collection;

/**
 * Names at the top of a document that Weir writes itself. A native field of such a name moves to
 * {@code native.<name>}. Immutable.
 */
public final class ReservedNames {
  private static final int BUCKET_BITS = 8;

  private final FieldName[][] buckets = new FieldName[1 << BUCKET_BITS][0];

  public ReservedNames(Collection<String> names) {
    for (String text : names) {
      if (!text.isEmpty()) {
        FieldName name = new FieldName(text);
        int bucket = bucket(name.head());
        FieldName[] grown = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        grown[grown.length - 1] = name;
        buckets[bucket] = grown;
      }
    }
  }

  /** Whether the name that lies there and has this head is one of them. */
  boolean contains(byte[] bytes, int at, int length, long head) {
    for (FieldName name : buckets[bucket(head)]) {
      if (name.is(bytes, at, length, head)) {
        return true;
      }
    }
    return false;
  }

  private static int bucket(long head) {
    return (int) ((head * 0x9e37_79b9_7f4a_7c15L) >>> (64 - BUCKET_BITS));
  }
}
