package dev.weir.source.aws;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * How to reach one queue or bucket.
 *
 * @param region such as {@code eu-west-1}
 * @param endpoint in place of AWS's own, or null
 * @param pathStyle whether a bucket's name stands in the path and not in the host's name
 * @param roleArn a role to assume, or null to act as the process does
 * @param externalId what the role's trust policy asks for, or null
 * @param credentials to act with, or null for those of the process
 */
public record AwsAccess(
    String region,
    @Nullable URI endpoint,
    boolean pathStyle,
    @Nullable String roleArn,
    @Nullable String externalId,
    @Nullable AwsCredentialsProvider credentials) {

  public static AwsAccess inRegion(String region) {
    return new AwsAccess(region, null, false, null, null, null);
  }
}
