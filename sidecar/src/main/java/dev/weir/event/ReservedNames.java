package dev.weir.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Names at the top of a document that Weir writes itself. A native field of such a name moves to
 * {@code native.<name>}, and so does one that names a field inside: to OpenSearch {@code source.ip}
 * is the {@code ip} of {@code source}. Immutable.
 */
public final class ReservedNames {
  private static final int BUCKET_BITS = 8;
  private static final int SIEVE_BITS = 12;
  private static final long DOTS = 0x2e2e_2e2e_2e2e_2e2eL;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private final FieldName[][] buckets = new FieldName[1 << BUCKET_BITS][0];

  /** A bit for each head's hash: 512 bytes that stay in the cache rule nearly all others out. */
  private final long[] sieve = new long[1 << (SIEVE_BITS - 6)];

  private final int longest;

  public ReservedNames(Collection<String> names) {
    int most = 0;
    for (String text : names) {
      most = Math.max(most, text.getBytes(StandardCharsets.UTF_8).length);
      if (!text.isEmpty()) {
        FieldName name = new FieldName(text);
        int bucket = bucket(FieldName.hash(name.head()));
        int bit = sieveBit(FieldName.hash(name.head()));
        sieve[bit >>> 6] |= 1L << bit;
        FieldName[] grown = Arrays.copyOf(buckets[bucket], buckets[bucket].length + 1);
        grown[grown.length - 1] = name;
        buckets[bucket] = grown;
      }
    }
    longest = most;
  }

  /**
   * Whether the name that lies there and has this head is one of them, or one with a dot and more
   * behind it.
   */
  boolean contains(byte[] bytes, int at, int length, long head) {
    long noDot = head ^ DOTS;
    long dots = (noDot - ONES) & ~noDot & HIGHS;
    if (dots != 0) {
      int first = Math.min(length, Long.numberOfTrailingZeros(dots) >>> 3);
      return first > 0 && hasName(bytes, at, first, FieldName.head(head, first));
    }
    // Without a dot in it, the head is that of the first part, too.
    return mayHave(FieldName.hash(head)) && hasName(bytes, at, firstPart(bytes, at, length), head);
  }

  /**
   * How long a name without a dot in its head is up to its first one, or as a whole; a longer one
   * than any is cut.
   */
  private int firstPart(byte[] bytes, int at, int length) {
    int end = Math.min(length, longest + 1);
    for (int i = Long.BYTES; i < end; i++) {
      if (bytes[at + i] == '.') {
        return i;
      }
    }
    return length;
  }

  private boolean hasName(byte[] bytes, int at, int length, long head) {
    long hash = FieldName.hash(head);
    if (!mayHave(hash)) {
      return false;
    }
    for (FieldName name : buckets[bucket(hash)]) {
      if (name.is(bytes, at, length, head)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayHave(long hash) {
    int bit = sieveBit(hash);
    return (sieve[bit >>> 6] >>> bit & 1) != 0;
  }

  private static int bucket(long hash) {
    return (int) (hash >>> (64 - BUCKET_BITS));
  }

  private static int sieveBit(long hash) {
    return (int) (hash >>> (64 - SIEVE_BITS));
  }
}
