package dev.weir.event;

import java.util.Arrays;
import java.util.Collection;

/**
 * Names at the top of a document that Weir writes itself. A native field of such a name moves to
 * {@code native.<name>}. Immutable.
 */
public final class ReservedNames {
  private static final int BUCKET_BITS = 8;
  private static final int SIEVE_BITS = 12;

  private final FieldName[][] buckets = new FieldName[1 << BUCKET_BITS][0];

  /** A bit for each head's hash: 512 bytes that stay in the cache rule nearly all others out. */
  private final long[] sieve = new long[1 << (SIEVE_BITS - 6)];

  public ReservedNames(Collection<String> names) {
    for (String text : names) {
      if (!text.isEmpty()) {
        FieldName name = new FieldName(text);
        int bucket = bucket(hash(name.head()));
        int bit = sieveBit(hash(name.head()));
        sieve[bit >>> 6] |= 1L << bit;
        FieldName[] grown = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        grown[grown.length - 1] = name;
        buckets[bucket] = grown;
      }
    }
  }

  /** Whether the name that lies there and has this head is one of them. */
  boolean contains(byte[] bytes, int at, int length, long head) {
    long hash = hash(head);
    int bit = sieveBit(hash);
    if ((sieve[bit >>> 6] >>> bit & 1) == 0) {
      return false;
    }
    for (FieldName name : buckets[bucket(hash)]) {
      if (name.is(bytes, at, length, head)) {
        return true;
      }
    }
    return false;
  }

  private static long hash(long head) {
    return head * 0x9e37_79b9_7f4a_7c15L;
  }

  private static int bucket(long hash) {
    return (int) (hash >>> (64 - BUCKET_BITS));
  }

  private static int sieveBit(long hash) {
    return (int) (hash >>> (64 - SIEVE_BITS));
  }
}
