package dev.weir.lookup;

import dev.weir.address.IpAddress;
import java.util.Arrays;

/** Collects prefixes for a {@link PrefixTable}. Of one prefix given twice the later value holds. */
public final class PrefixTableBuilder {
  /** What the packed form has room for. */
  private static final int MOST = 1 << 26;

  private final PrefixesV6 v6 = new PrefixesV6();
  private long[] packed = new long[16];
  private int[] values = new int[16];
  private int size;

  /**
   * Adds a prefix.
   *
   * @param address any address in it; its other bits are cleared
   * @param bits how many bits are the prefix, of 32 or of 128
   * @param value what a look-up gives, from 0
   */
  public void add(IpAddress address, int bits, int value) {
    address.mask(bits);
    if (!address.isV4()) {
      v6.add(address.high(), address.low(), bits, value);
      return;
    }
    if (size == MOST) {
      throw new IllegalStateException("more than " + MOST + " prefixes");
    }
    if (size == packed.length) {
      packed = Arrays.copyOf(packed, size + (size >> 1));
      values = Arrays.copyOf(values, packed.length);
    }
    packed[size] = ((long) address.v4() << 32 | (long) bits << 26 | size) ^ Long.MIN_VALUE;
    values[size++] = value;
  }

  /** What the table will take of the heap: each prefix has a beginning, and an end behind it. */
  public long heldBytes() {
    return 16L * size + 40L * v6.size();
  }

  /** What collecting, sorting and building take at most: arrays, their copies, and the ranges. */
  public long peakBytes() {
    return 56L * size + 112L * v6.size();
  }

  /** The table of all that was added. */
  public PrefixTable build() {
    long[] prefixes = Arrays.copyOf(packed, size);
    return new PrefixTable(RangesV4.of(prefixes, values), RangesV6.of(v6));
  }
}
