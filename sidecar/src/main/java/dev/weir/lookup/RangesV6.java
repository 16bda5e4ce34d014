package dev.weir.lookup;

import java.util.Arrays;

/** Ranges of IPv6 addresses that follow each other without a gap, each with a value. */
final class RangesV6 {
  private static final int BITS = 128;

  private long[] high;
  private long[] low;
  private int[] values;
  private int size;

  private RangesV6(int expected) {
    high = new long[expected];
    low = new long[expected];
    values = new int[expected];
  }

  /**
   * Takes prefixes apart.
   *
   * @param prefixes in the order of their first addresses, of equal ones the shorter first
   */
  static RangesV6 of(PrefixesV6 prefixes) {
    int[] order = prefixes.sorted();
    RangesV6 out = new RangesV6(order.length + 1);
    int[] open = new int[BITS + 1];
    int depth = 0;
    for (int prefix : order) {
      while (depth > 0 && !prefixes.holds(open[depth - 1], prefix)) {
        depth--;
        out.after(prefixes, open, depth);
      }
      if (depth > 0 && prefixes.length(open[depth - 1]) == prefixes.length(prefix)) {
        depth--; // the same prefix again: the later value holds
      }
      open[depth++] = prefix;
      out.add(prefixes.high(prefix), prefixes.low(prefix), prefixes.value(prefix));
    }
    while (depth > 0) {
      depth--;
      out.after(prefixes, open, depth);
    }
    out.high = Arrays.copyOf(out.high, out.size);
    out.low = Arrays.copyOf(out.low, out.size);
    out.values = Arrays.copyOf(out.values, out.size);
    return out;
  }

  /** Behind the end of the prefix at {@code depth}, the one around it goes on. */
  private void after(PrefixesV6 prefixes, int[] open, int depth) {
    int ended = open[depth];
    long lastHigh = prefixes.lastHigh(ended);
    long lastLow = prefixes.lastLow(ended);
    if (lastHigh == -1 && lastLow == -1) {
      return;
    }
    int value = depth == 0 ? PrefixTable.NONE : prefixes.value(open[depth - 1]);
    add(lastLow == -1 ? lastHigh + 1 : lastHigh, lastLow + 1, value);
  }

  private void add(long startHigh, long startLow, int value) {
    if (size > 0 && high[size - 1] == startHigh && low[size - 1] == startLow) {
      size--;
    }
    if (size > 0 && values[size - 1] == value) {
      return;
    }
    if (size == high.length) {
      high = Arrays.copyOf(high, size + (size >> 1) + 4);
      low = Arrays.copyOf(low, high.length);
      values = Arrays.copyOf(values, high.length);
    }
    high[size] = startHigh;
    low[size] = startLow;
    values[size++] = value;
  }

  int find(long addressHigh, long addressLow) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(high[middle], addressHigh);
      if (order < 0 || (order == 0 && Long.compareUnsigned(low[middle], addressLow) <= 0)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? PrefixTable.NONE : values[from - 1];
  }
}
