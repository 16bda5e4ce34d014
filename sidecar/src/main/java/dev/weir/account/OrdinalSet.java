package dev.weir.account;

import java.util.BitSet;

/**
 * A set of ordinals that fills mostly from the bottom. Below {@code base} all are in it and cost
 * nothing; above, one bit each, so what it holds is bounded by how far records overtake one
 * another. Not thread-safe.
 */
final class OrdinalSet {
  /** No ordinal: higher than any. */
  static final long NONE = Long.MAX_VALUE;

  private static final int COMPACT_BITS = 1 << 16;

  private final BitSet above = new BitSet();
  private long base;
  private long size;

  /** The size when the run was last looked at. */
  private long compactedAt;

  /** Whether it was not in the set before. */
  boolean add(long ordinal) {
    if (ordinal < base || above.get(bit(ordinal))) {
      return false;
    }
    above.set(bit(ordinal));
    size++;
    compact();
    return true;
  }

  /** Adds {@code count} ordinals from {@code first} on; returns how many were new. */
  long addRange(long first, int count) {
    long from = Math.max(first, base);
    long end = first + count;
    if (end <= from) {
      return 0;
    }
    int fromBit = bit(from);
    int endBit = bit(end);
    int fresh = endBit - fromBit - above.get(fromBit, endBit).cardinality();
    above.set(fromBit, endBit);
    size += fresh;
    compact();
    return fresh;
  }

  boolean contains(long ordinal) {
    return ordinal < base || above.get(bit(ordinal));
  }

  /** How many of {@code count} ordinals from {@code first} on are in it. */
  long countIn(long first, int count) {
    long from = Math.max(first, base);
    long end = first + count;
    if (end <= from) {
      return count;
    }
    long below = from - first;
    return below + above.get(bit(from), bit(end)).cardinality();
  }

  /** The first ordinal from this one on that is in it, or {@link #NONE}. */
  long nextIn(long ordinal) {
    if (ordinal < base) {
      return ordinal;
    }
    int bit = above.nextSetBit(bit(ordinal));
    return bit < 0 ? NONE : base + bit;
  }

  /** The first ordinal from this one on that is not in it. */
  long nextOut(long ordinal) {
    return base + above.nextClearBit(bit(Math.max(ordinal, base)));
  }

  long size() {
    return size;
  }

  private int bit(long ordinal) {
    return Math.toIntExact(ordinal - base);
  }

  private void compact() {
    // To look for the run takes as long as the run is: so only once it may have become long enough.
    if (size - compactedAt < COMPACT_BITS || !above.get(0)) {
      return;
    }
    compactedAt = size;
    int run = above.nextClearBit(0);
    if (run < COMPACT_BITS) {
      return;
    }
    // One copy for each 65,536 ordinals: what is above the run moves down.
    BitSet rest = above.get(run, Math.max(run, above.length()));
    above.clear();
    above.or(rest);
    base += run;
  }
}
