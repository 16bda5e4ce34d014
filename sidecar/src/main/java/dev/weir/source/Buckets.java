package dev.weir.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets and prefixes that may be read; nothing else ever is. */
final class Buckets {
  private final List<Bucket> longestPrefixFirst;

  Buckets(List<Bucket> buckets) {
    this.longestPrefixFirst =
        buckets.stream()
            .sorted(Comparator.comparingInt((Bucket bucket) -> bucket.prefix().length()).reversed())
            .toList();
  }

  /** An entry, and what of it is meant. */
  record Found(Bucket bucket, String prefix) {}

  /** All that may be read. */
  List<SweepSettings.Place> places() {
    return longestPrefixFirst.stream()
        .map(entry -> new SweepSettings.Place(entry.settings().bucket(), entry.prefix()))
        .toList();
  }

  /** What may be read below a prefix; nothing else is ever listed. */
  List<Found> within(String bucket, String prefix) {
    List<Found> found = new ArrayList<>();
    for (Bucket entry : longestPrefixFirst) {
      String own = entry.prefix();
      if (!entry.settings().bucket().equals(bucket)) {
        continue;
      }
      if (prefix.startsWith(own)) {
        found.add(new Found(entry, prefix));
      } else if (own.startsWith(prefix)) {
        found.add(new Found(entry, own));
      }
    }
    return found;
  }

  /** The entry that covers the object, or null if none does. */
  @Nullable Bucket of(String bucket, String key) {
    for (Bucket entry : longestPrefixFirst) {
      if (entry.holds(bucket, key)) {
        return entry;
      }
    }
    return null;
  }
}
