package dev.weir.daemon;

import dev.weir.account.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Where a file that is explained would lie in S3.
 *
 * @param bucket null where nobody said it: then the rules of each bucket that may hold the key
 *     count
 * @param key its key
 * @param version of the object; ids are made of it
 * @param isFile whether the key is a file's path, of which nobody said that it is one: then the
 *     rules of all buckets count
 */
public record ExplainedPlace(@Nullable String bucket, String key, String version, boolean isFile) {
  /** The version of an object that is a file. */
  public static final String NO_VERSION = "1";

  /** Stands in documents for a bucket that nobody named. */
  private static final String ANY_BUCKET = "explain";

  ObjectVersion object() {
    return new ObjectVersion(bucket == null ? ANY_BUCKET : bucket, key, version);
  }
}
