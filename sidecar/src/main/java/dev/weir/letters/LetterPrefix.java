package dev.weir.letters;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A prefix in S3 to which dead letters are written.
 *
 * @param bucket the bucket
 * @param prefix what keys begin with; empty, or with a slash at its end
 * @param access region, endpoint, role
 * @param expectedOwner the account the bucket must belong to
 */
public record LetterPrefix(
    String bucket, String prefix, AwsAccess access, @Nullable String expectedOwner) {
  private static final String SCHEME = "s3://";

  private static final Form<String> URI =
      Forms.matching(
          "`s3://bucket/prefix`",
          "s3://[A-Za-z0-9][A-Za-z0-9._-]{1,254}(/.{0,900})?",
          "s3://bucket/prefix");

  /**
   * Reads {@code dead_letters.s3}.
   *
   * @param watched whether the source would read what is written to a bucket under a key
   */
  static LetterPrefix read(Section section, BiPredicate<String, String> watched) {
    String uri = section.required("uri", SCHEME, "s3://bucket/prefix", URI);
    String rest = uri.substring(SCHEME.length());
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? "" : rest.substring(slash + 1);
    LetterPrefix read =
        new LetterPrefix(
            bucket,
            prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
            AwsAccess.readOfBucket(section),
            section.optional("expected_owner", AwsNames.ACCOUNT));
    if (watched.test(read.bucket, read.prefix)) {
      section.problem(
          "uri",
          "'" + uri + "', which the source watches",
          "a place outside source.buckets: Weir would read what it writes");
    }
    return read;
  }
}
