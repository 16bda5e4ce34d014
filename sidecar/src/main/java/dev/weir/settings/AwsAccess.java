package dev.weir.settings;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How a queue or bucket is reached. What is null is left to the AWS SDK's own chain: environment,
 * profile, the host's role.
 *
 * @param region the region, null for the SDK's
 * @param endpoint another address than AWS's, for a lab or a VPC endpoint
 * @param pathStyle whether a bucket's name stands in the path and not in the host's name
 * @param roleArn a role to assume
 * @param externalId the external id that the role's trust policy asks for
 * @param keys static credentials, for a lab only
 */
public record AwsAccess(
    @Nullable String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable StaticKeys keys) {

  private static final Form<String> ROLE_ARN =
      Forms.matching(
          "ARN of a role",
          "arn:[a-z-]+:iam::\\d{12}:role/.+",
          "a role such as arn:aws:iam::123456789012:role/weir");

  /** In AWS itself, as the process. */
  public static AwsAccess inRegion(String region) {
    return new AwsAccess(region, null, false, null, null, null);
  }

  /** Reads how a queue is reached. */
  public static AwsAccess read(Section section) {
    return read(section, false);
  }

  /** Reads how a bucket is reached. */
  public static AwsAccess readOfBucket(Section section) {
    return read(section, section.value("path_style", section.has("endpoint"), Forms.BOOLEAN));
  }

  private static AwsAccess read(Section section, boolean pathStyle) {
    URI endpoint = section.optional("endpoint", Forms.HTTP_URL);
    // A store that is not AWS may call its regions as it likes.
    String region = section.optional("region", endpoint == null ? AwsNames.REGION : Forms.TEXT);
    String roleArn = section.optional("role_arn", ROLE_ARN);
    String externalId = section.optional("external_id", Forms.TEXT);
    Secret accessKey = section.optional("access_key", SecretForm.of(section));
    Secret secretKey = section.optional("secret_key", SecretForm.of(section));
    if (externalId != null && !section.has("role_arn")) {
      section.problem("external_id", "no role_arn", "role_arn with it");
    }
    if (section.has("access_key") != section.has("secret_key")) {
      section.problem(
          section.has("access_key") ? "access_key" : "secret_key",
          "one of the two",
          "access_key and secret_key together");
    } else if (section.has("access_key") && !section.has("endpoint")) {
      section.problem("access_key", "static credentials for AWS", "the host's role, or role_arn");
    }
    StaticKeys keys =
        accessKey == null || secretKey == null ? null : new StaticKeys(accessKey, secretKey);
    return new AwsAccess(region, endpoint, pathStyle, roleArn, externalId, keys);
  }

  /** The same in the region that is named elsewhere, if none is named here. */
  public AwsAccess in(@Nullable String elsewhere) {
    return region != null || elsewhere == null
        ? this
        : new AwsAccess(elsewhere, endpoint, pathStyle, roleArn, externalId, keys);
  }
}
