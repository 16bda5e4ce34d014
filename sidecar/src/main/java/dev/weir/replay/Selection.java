package dev.weir.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are replayed. What is null is not asked for.
 *
 * @param reason the reason, exactly
 * @param type the log type, exactly
 * @param object {@code s3://bucket} or {@code s3://bucket/prefix}
 * @param since written at this time or later
 * @param limit the most that are taken
 * @param dryRun changes nothing, and only tells what there is
 * @param told whether people are told of alerts of its records
 */
public record Selection(
    @Nullable String reason,
    @Nullable String type,
    @Nullable String object,
    @Nullable Instant since,
    long limit,
    boolean dryRun,
    boolean told) {
  private static final String SCHEME = "s3://";

  /**
   * @throws IllegalArgumentException if the object is no {@code s3://bucket/prefix}, or the limit
   *     is under 1
   */
  public Selection {
    if (object != null && (!object.startsWith(SCHEME) || bucket(object).isEmpty())) {
      throw new IllegalArgumentException("an object is s3://bucket/key or a beginning: " + object);
    }
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1: " + limit);
    }
  }

  /** All that are open. */
  public static Selection all() {
    return new Selection(null, null, null, null, Long.MAX_VALUE, false, false);
  }

  /** The bucket of the object. */
  public @Nullable String bucket() {
    return object == null ? null : bucket(object);
  }

  /** What the object's key begins with. */
  public @Nullable String key() {
    int slash = object == null ? -1 : object.indexOf('/', SCHEME.length());
    return object == null || slash < 0 ? null : object.substring(slash + 1);
  }

  private static String bucket(String object) {
    int slash = object.indexOf('/', SCHEME.length());
    return object.substring(SCHEME.length(), slash < 0 ? object.length() : slash);
  }
}
