package dev.weir.lookup;

import dev.weir.address.IpAddress;

/**
 * Finds the most specific of many prefixes that an address lies in. Nested prefixes are taken apart
 * into ranges that do not overlap when it is built, so that a look-up is one binary search.
 * Thread-safe.
 */
public final class PrefixTable {
  /** No prefix holds the address. */
  public static final int NONE = -1;

  private final RangesV4 v4;
  private final RangesV6 v6;

  PrefixTable(RangesV4 v4, RangesV6 v6) {
    this.v4 = v4;
    this.v6 = v6;
  }

  /** The value of the most specific prefix that holds the address, or {@link #NONE}. */
  public int find(IpAddress address) {
    return address.isV4() ? v4.find(address.v4()) : v6.find(address.high(), address.low());
  }
}
