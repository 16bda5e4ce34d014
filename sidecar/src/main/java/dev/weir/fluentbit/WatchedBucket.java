package dev.weir.fluentbit;

import java.util.List;
import java.util.Optional;

/**
 * A bucket that weir's source reads.
 *
 * @param name the bucket
 * @param prefixes of what is read there; empty means all of it
 * @param exclude globs of keys that are not read
 */
public record WatchedBucket(String name, List<String> prefixes, List<String> exclude) {

  /** The first prefix below which a key of the form may lie, as {@code s3://bucket/prefix}. */
  Optional<String> prefixOf(String keys) {
    if (exclude.stream().anyMatch(glob -> covers(glob, keys))) {
      return Optional.empty();
    }
    return (prefixes.isEmpty() ? List.of("") : prefixes)
        .stream()
            .filter(prefix -> Tags.overlap(keys, prefix.replace("*", "") + "*"))
            .map(prefix -> "s3://" + name + "/" + prefix)
            .findFirst();
  }

  /** Whether a glob such as {@code archive/**} certainly takes all keys of the form. */
  private static boolean covers(String glob, String keys) {
    String fixed = glob.replaceAll("\\*+$", "");
    return glob.endsWith("**")
        && fixed.chars().noneMatch(each -> "*?[{\\".indexOf(each) >= 0)
        && keys.startsWith(fixed);
  }
}
