package dev.weir.source.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * The credentials that the process has. Where it has none, AWS's SDK tells in length where it
 * looked; this says in one sentence what to do. Thread-safe.
 */
final class ProcessCredentials implements AwsCredentialsProvider {
  private static final String NONE =
      "there are no AWS credentials: give the host a role, or set AWS_PROFILE, or"
          + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";

  private final AwsCredentialsProvider chain;

  ProcessCredentials(AwsCredentialsProvider chain) {
    this.chain = chain;
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return chain.resolveCredentials();
    } catch (SdkException e) {
      throw SdkClientException.create(NONE, e);
    }
  }
}
