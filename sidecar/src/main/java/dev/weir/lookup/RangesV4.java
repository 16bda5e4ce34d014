package dev.weir.lookup;

import java.util.Arrays;

/** Ranges of IPv4 addresses that follow each other without a gap, each with a value. */
final class RangesV4 {
  /** With fewer ranges, looking at their halves first costs no more than a table of beginnings. */
  private static final int MANY = 1 << 10;

  /** With the highest bit turned, so that signed comparison orders them. */
  private final int[] starts;

  private final int[] values;

  /** For each upper 16 bits, the first range that begins at or behind it. */
  private final int[] buckets;

  private RangesV4(int[] starts, int[] values) {
    this.starts = starts;
    this.values = values;
    this.buckets = starts.length < MANY ? new int[0] : buckets(starts);
  }

  private static int[] buckets(int[] starts) {
    int[] buckets = new int[(1 << 16) + 1];
    int range = 0;
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      while (range < starts.length && (starts[range] ^ Integer.MIN_VALUE) >>> 16 < bucket) {
        range++;
      }
      buckets[bucket] = range;
    }
    return buckets;
  }

  /**
   * Takes prefixes apart.
   *
   * @param packed first address in the upper 32 bits, length in the 6 below, place in {@code
   *     values} in the last 26, the highest bit turned; sorted here
   */
  static RangesV4 of(long[] packed, int[] values) {
    Arrays.sort(packed);
    Boundaries out = new Boundaries(packed.length + 1);
    long[] ends = new long[33];
    int[] open = new int[33];
    int depth = 0;
    for (long turned : packed) {
      long prefix = turned ^ Long.MIN_VALUE;
      long start = prefix >>> 32;
      int length = (int) (prefix >>> 26) & 0x3f;
      int value = values[(int) prefix & 0x3ff_ffff];
      long end = start + (1L << (32 - length)) - 1;
      while (depth > 0 && ends[depth - 1] < start) {
        depth--;
        out.add(ends[depth] + 1, depth == 0 ? PrefixTable.NONE : open[depth - 1]);
      }
      if (depth > 0 && ends[depth - 1] == end) {
        depth--; // the same prefix again: the later value holds
      }
      ends[depth] = end;
      open[depth++] = value;
      out.add(start, value);
    }
    while (depth > 0) {
      depth--;
      out.add(ends[depth] + 1, depth == 0 ? PrefixTable.NONE : open[depth - 1]);
    }
    return new RangesV4(out.starts(), out.values());
  }

  int find(int bits) {
    int address = bits ^ Integer.MIN_VALUE;
    int from = 0;
    int to = starts.length;
    if (buckets.length > 0) {
      from = Math.max(0, buckets[bits >>> 16] - 1);
      to = buckets[(bits >>> 16) + 1];
    }
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (starts[middle] <= address) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? PrefixTable.NONE : values[from - 1];
  }

  /** Collects where ranges begin. */
  private static final class Boundaries {
    private int[] starts;
    private int[] values;
    private int size;

    Boundaries(int expected) {
      starts = new int[expected];
      values = new int[expected];
    }

    void add(long address, int value) {
      if (address >>> 32 != 0) {
        return; // behind the last address
      }
      int start = (int) address ^ Integer.MIN_VALUE;
      if (size > 0 && starts[size - 1] == start) {
        size--;
      }
      if (size > 0 && values[size - 1] == value) {
        return;
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, size + (size >> 1) + 4);
        values = Arrays.copyOf(values, starts.length);
      }
      starts[size] = start;
      values[size++] = value;
    }

    int[] starts() {
      return Arrays.copyOf(starts, size);
    }

    int[] values() {
      return Arrays.copyOf(values, size);
    }
  }
}
