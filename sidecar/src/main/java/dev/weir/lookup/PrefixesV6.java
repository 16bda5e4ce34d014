package dev.weir.lookup;

import java.util.Arrays;

/** Prefixes of IPv6 addresses as they come, in arrays. */
final class PrefixesV6 {
  private long[] high = new long[16];
  private long[] low = new long[16];
  private byte[] length = new byte[16];
  private int[] value = new int[16];
  private int size;

  void add(long startHigh, long startLow, int bits, int itsValue) {
    if (size == high.length) {
      int room = size + (size >> 1);
      high = Arrays.copyOf(high, room);
      low = Arrays.copyOf(low, room);
      length = Arrays.copyOf(length, room);
      value = Arrays.copyOf(value, room);
    }
    high[size] = startHigh;
    low[size] = startLow;
    length[size] = (byte) bits;
    value[size++] = itsValue;
  }

  int size() {
    return size;
  }

  long high(int prefix) {
    return high[prefix];
  }

  long low(int prefix) {
    return low[prefix];
  }

  int length(int prefix) {
    return length[prefix] & 0xff;
  }

  int value(int prefix) {
    return value[prefix];
  }

  long lastHigh(int prefix) {
    int bits = length(prefix);
    return bits >= 64 ? high[prefix] : high[prefix] | -1L >>> bits;
  }

  long lastLow(int prefix) {
    int bits = length(prefix);
    return bits == 128 ? low[prefix] : bits <= 64 ? -1L : low[prefix] | -1L >>> (bits - 64);
  }

  /** Whether the other begins in this one. */
  boolean holds(int prefix, int other) {
    int order = Long.compareUnsigned(high[other], lastHigh(prefix));
    return order < 0 || (order == 0 && Long.compareUnsigned(low[other], lastLow(prefix)) <= 0);
  }

  /**
   * Their places in the order of first addresses; of equal ones the shorter first, then the older.
   */
  int[] sorted() {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    int[] spare = new int[size];
    for (int width = 1; width < size; width *= 2) {
      for (int from = 0; from < size; from += 2 * width) {
        merge(order, spare, from, Math.min(from + width, size), Math.min(from + 2 * width, size));
      }
      int[] merged = spare;
      spare = order;
      order = merged;
    }
    return order;
  }

  private void merge(int[] from, int[] into, int begin, int middle, int end) {
    int left = begin;
    int right = middle;
    for (int i = begin; i < end; i++) {
      boolean takeLeft = left < middle && (right >= end || compare(from[left], from[right]) <= 0);
      into[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int one, int other) {
    int order = Long.compareUnsigned(high[one], high[other]);
    if (order == 0) {
      order = Long.compareUnsigned(low[one], low[other]);
    }
    return order == 0 ? Integer.compare(length(one), length(other)) : order;
  }
}
