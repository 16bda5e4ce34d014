package dev.weir.source;

import dev.weir.source.after.AfterSettlement;
import dev.weir.source.aws.AwsAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket, or a prefix of one, that may be read.
 *
 * @param prefix what keys begin with; empty for the whole bucket. Of several that fit the longest
 *     counts
 * @param expectedOwner the account that must own the bucket, or null to take any
 * @param include globs of which a key must match one; empty for all
 * @param exclude globs of which a key must match none; such objects are settled without being read
 * @param after what becomes of settled objects
 * @param types names types by key, the first that matches counts; before any other recognition
 */
public record BucketSettings(
    String bucket,
    String prefix,
    @Nullable String expectedOwner,
    AwsAccess access,
    List<String> include,
    List<String> exclude,
    List<TypeRule> types,
    AfterSettlement after) {
  public BucketSettings {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    types = List.copyOf(types);
  }

  /** The whole bucket, whoever owns it. */
  public static BucketSettings of(String bucket, AwsAccess access) {
    return new BucketSettings(
        bucket, "", null, access, List.of(), List.of(), List.of(), new AfterSettlement.Keep());
  }
}
