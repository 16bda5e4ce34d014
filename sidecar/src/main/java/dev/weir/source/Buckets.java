package dev.weir.source;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buckets and prefixes that may be read; nothing else ever is. */
final class Buckets {
  private final List<Bucket> longestPrefixFirst;

  Buckets(List<Bucket> buckets) {
    this.longestPrefixFirst =
        buckets.stream()
            .sorted(
                Comparator.comparingInt((Bucket bucket) -> bucket.settings().prefix().length())
                    .reversed())
            .toList();
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
