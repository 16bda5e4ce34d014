package dev.weir.source;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.source.after.AfterSettlement;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that may be read. What is not below one of its prefixes is never fetched.
 *
 * @param prefixes what keys begin with; empty for the whole bucket. Of several that fit the longest
 *     counts
 * @param expectedOwner the account that must own the bucket, or null to take any
 * @param include globs of which a key must match one; empty for all
 * @param exclude globs of which a key must match none; such objects are settled without being read
 * @param types names types by key, the first that matches counts; before any other recognition
 * @param after what becomes of settled objects
 * @param ownIds whether records may be named by ids of their own, whoever wrote them; null: those
 *     of AWS's own objects may
 */
public record BucketSettings(
    String bucket,
    List<String> prefixes,
    @Nullable String expectedOwner,
    AwsAccess access,
    List<String> include,
    List<String> exclude,
    List<TypeRule> types,
    AfterSettlement after,
    @Nullable Boolean ownIds) {
  private static final Form<String> NAME =
      Forms.matching(
          "name of a bucket",
          "[A-Za-z0-9][A-Za-z0-9._-]{1,254}",
          "a bucket's name, without s3:// and prefix");

  public BucketSettings {
    prefixes = List.copyOf(prefixes);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    types = List.copyOf(types);
  }

  /** The whole bucket, whoever owns it. */
  public static BucketSettings of(String bucket, AwsAccess access) {
    return new BucketSettings(
        bucket,
        List.of(),
        null,
        access,
        List.of(),
        List.of(),
        List.of(),
        new AfterSettlement.Keep(),
        null);
  }

  /**
   * Reads one of {@code source.buckets}.
   *
   * @param types reads the name of a type
   */
  static BucketSettings read(Section section, Form<String> types) {
    String name = section.required("name", "", "the bucket's name", NAME);
    AwsAccess access = AwsAccess.readOfBucket(section);
    if (!name.isEmpty() && access.endpoint() == null && !AwsNames.isBucket(name, access.region())) {
      section.problem(
          "name",
          "'" + name + "'",
          "3 to 63 small letters, digits, - and ., no two dots in a row, no address");
    }
    return new BucketSettings(
        name,
        section.list("prefixes", List.of(), Forms.TEXT),
        section.optional("expected_owner", AwsNames.ACCOUNT),
        access,
        section.list("include", List.of(), Forms.TEXT),
        section.list("exclude", List.of(), Forms.TEXT),
        TypeRule.readAll(section, name, types),
        AfterSettlement.read(section.section("after")),
        section.optional("own_ids", Forms.BOOLEAN));
  }

  /** The prefixes; the empty one for the whole bucket. */
  public List<String> places() {
    return prefixes.isEmpty() ? List.of("") : prefixes;
  }

  /** Whether the key lies below one of its prefixes. */
  boolean holds(String otherBucket, String key) {
    return bucket.equals(otherBucket) && places().stream().anyMatch(key::startsWith);
  }

  /** Whether some key could belong to both. */
  boolean overlaps(BucketSettings other) {
    return bucket.equals(other.bucket)
        && places().stream()
            .anyMatch(
                a -> other.places().stream().anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
  }

  /** Whether a key below the prefix could be one that is read. */
  boolean watches(String otherBucket, String prefix) {
    return bucket.equals(otherBucket)
        && places().stream().anyMatch(each -> each.startsWith(prefix) || prefix.startsWith(each));
  }
}
