package dev.weir.config;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.source.TypeRule;
import dev.weir.source.after.AfterSettlement;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that may be read. What is not below one of its prefixes is never fetched.
 *
 * @param name the bucket
 * @param prefixes where in it; empty means all of it
 * @param include globs of keys to read; empty means all
 * @param exclude globs of keys not to read, stronger than include
 * @param types types by key, first match wins
 * @param access region, endpoint, role
 * @param pathStyle bucket in the path, not in the host name
 * @param expectedOwner the account the bucket must belong to
 * @param after what becomes of settled objects
 * @param ownIds whether records may be named by ids of their own, whoever wrote them; null: those
 *     of AWS's own objects may
 */
public record BucketConfig(
    String name,
    List<String> prefixes,
    List<String> include,
    List<String> exclude,
    List<TypeRule> types,
    AwsAccess access,
    boolean pathStyle,
    @Nullable String expectedOwner,
    AfterSettlement after,
    @Nullable Boolean ownIds) {

  private static final Form<String> BUCKET_NAME =
      Forms.matching(
          "name of a bucket",
          "[A-Za-z0-9][A-Za-z0-9._-]{1,254}",
          "a bucket's name, without s3:// and prefix");

  static final Form<String> ACCOUNT =
      Forms.matching("12 digits", "\\d{12}", "an account of 12 digits, in quotes");

  static BucketConfig read(Section section, KnownTypes known) {
    String name = section.required("name", "", "the bucket's name", BUCKET_NAME);
    AwsAccess access = AwsAccess.read(section);
    if (!name.isEmpty() && access.endpoint() == null && !AwsNames.isBucket(name, access.region())) {
      section.problem(
          "name",
          "'" + name + "'",
          "3 to 63 small letters, digits, - and ., no two dots in a row, no address");
    }
    return new BucketConfig(
        name,
        section.list("prefixes", List.of(), Forms.TEXT),
        section.list("include", List.of(), Forms.TEXT),
        section.list("exclude", List.of(), Forms.TEXT),
        TypeRule.readAll(section, name, known),
        access,
        section.value("path_style", section.has("endpoint"), Forms.BOOLEAN),
        section.optional("expected_owner", ACCOUNT),
        AfterSettlement.read(section.section("after")),
        section.optional("own_ids", Forms.BOOLEAN));
  }

  /** Whether some key could belong to both. */
  boolean overlaps(BucketConfig other) {
    if (!name.equals(other.name)) {
      return false;
    }
    List<String> mine = prefixes.isEmpty() ? List.of("") : prefixes;
    List<String> theirs = other.prefixes.isEmpty() ? List.of("") : other.prefixes;
    return mine.stream()
        .anyMatch(a -> theirs.stream().anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
  }

  /** Whether a key below the prefix could be one that is read. */
  boolean watches(String bucket, String prefix) {
    List<String> watched = prefixes.isEmpty() ? List.of("") : prefixes;
    return name.equals(bucket)
        && watched.stream().anyMatch(each -> each.startsWith(prefix) || prefix.startsWith(each));
  }
}
