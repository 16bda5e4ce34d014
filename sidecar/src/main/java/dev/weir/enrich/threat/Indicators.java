package dev.weir.enrich.threat;

import dev.weir.address.IpAddress;
import dev.weir.lookup.ByteTable;
import dev.weir.lookup.PrefixTable;

/** The indicators of one list, numbered from 0. Immutable; holds no object for each. */
public final class Indicators {
  /** No indicator. */
  static final int NONE = -1;

  private final PrefixTable addresses;
  private final ByteTable domains;
  private final ByteTable urls;
  private final ByteTable hashes;
  private final IndicatorNotes notes;

  /** How many labels the longest domain has: longer ends of a name need not be looked up. */
  private final int mostLabels;

  Indicators(
      PrefixTable addresses,
      ByteTable domains,
      ByteTable urls,
      ByteTable hashes,
      IndicatorNotes notes) {
    this.addresses = addresses;
    this.domains = domains.trim();
    this.urls = urls.trim();
    this.hashes = hashes.trim();
    this.notes = notes;
    int most = 0;
    for (int place = 0; place < domains.size(); place++) {
      most = Math.max(most, labels(domains.pool(), domains.from(place), domains.length(place)));
    }
    this.mostLabels = most;
  }

  private static int labels(byte[] name, int at, int length) {
    int labels = 1;
    for (int i = at; i < at + length; i++) {
      labels += name[i] == '.' ? 1 : 0;
    }
    return labels;
  }

  /** What is said of indicators. */
  IndicatorNotes notes() {
    return notes;
  }

  /** The indicator of the most specific prefix that holds the address. */
  int ofAddress(IpAddress address) {
    return addresses.find(address);
  }

  /**
   * Where in {@link #domains} the name is, or the longest of its parents; {@code NONE} for none.
   */
  int ofDomain(byte[] lower, int at, int length) {
    int to = at + length;
    int labels = labels(lower, at, length);
    for (int from = at; labels > 1; labels--) {
      if (labels <= mostLabels) {
        int place = domains.find(lower, from, to - from);
        if (place >= 0) {
          return place;
        }
      }
      while (lower[from++] != '.') {
        // to the next label
      }
    }
    return NONE;
  }

  /** The indicator of a hash, as bytes. */
  int ofHash(byte[] hash, int length) {
    int place = hashes.find(hash, 0, length);
    return place < 0 ? NONE : hashes.value(place);
  }

  ByteTable domains() {
    return domains;
  }

  ByteTable urls() {
    return urls;
  }
}
