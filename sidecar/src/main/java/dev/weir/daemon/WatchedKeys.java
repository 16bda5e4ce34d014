package dev.weir.daemon;

import dev.weir.source.BucketSettings;
import dev.weir.source.KeyChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which objects a configuration reads, told by their names. */
final class WatchedKeys {
  private final List<BucketSettings> buckets;

  WatchedKeys(List<BucketSettings> buckets) {
    this.buckets = buckets;
  }

  /**
   * The entries that a key belongs to.
   *
   * @param bucket null for any
   */
  List<BucketSettings> holding(@Nullable String bucket, String key) {
    return named(bucket).stream().filter(entry -> holds(entry, key)).toList();
  }

  /**
   * Why such an object is not read; empty if it is, or if nothing is read from S3.
   *
   * @param bucket null for any
   */
  Optional<String> unread(@Nullable String bucket, String key) {
    List<BucketSettings> named = named(bucket);
    if (buckets.isEmpty()) {
      return Optional.empty();
    }
    if (named.isEmpty()) {
      return Optional.of("source.buckets has no bucket " + bucket);
    }
    List<BucketSettings> holding = holding(bucket, key);
    if (holding.isEmpty()) {
      return Optional.of(
          "its key begins with none of the prefixes of source.buckets: " + all(named));
    }
    return holding.stream().anyMatch(entry -> isRead(entry, key))
        ? Optional.empty()
        : Optional.of("include and exclude in source.buckets leave its key out");
  }

  private List<BucketSettings> named(@Nullable String bucket) {
    return buckets.stream()
        .filter(entry -> bucket == null || entry.bucket().equals(bucket))
        .toList();
  }

  private static boolean holds(BucketSettings entry, String key) {
    return entry.prefixes().isEmpty() || entry.prefixes().stream().anyMatch(key::startsWith);
  }

  private static boolean isRead(BucketSettings entry, String key) {
    return !new KeyChoice(entry.include(), entry.exclude()).excludes(key);
  }

  private static String all(List<BucketSettings> named) {
    return named.stream()
        .flatMap(entry -> entry.prefixes().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
