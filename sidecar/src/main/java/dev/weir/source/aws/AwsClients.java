package dev.weir.source.aws;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.StaticKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** One client for each way to reach AWS, over one pool of connections. Thread-safe. */
public final class AwsClients implements AutoCloseable {
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);

  private final AwsCredentialsProvider base;
  private final SdkHttpClient http;
  private final Map<AwsAccess, S3Client> s3 = new HashMap<>();
  private final Map<AwsAccess, SqsClient> sqs = new HashMap<>();
  private final Map<AwsAccess, SnsClient> sns = new HashMap<>();
  private final Map<AwsAccess, DynamoDbClient> dynamoDb = new HashMap<>();
  private final Map<AwsAccess, AwsCredentialsProvider> roles = new HashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  /**
   * Clients that act with {@code base}, or with a role that {@code base} may assume.
   *
   * @param connections that may be in use at once
   */
  public AwsClients(AwsCredentialsProvider base, int connections) {
    this.base = new ProcessCredentials(base);
    this.http =
        Apache5HttpClient.builder()
            .maxConnections(connections)
            .socketTimeout(SOCKET_TIMEOUT)
            .connectionTimeout(CONNECT_TIMEOUT)
            .build();
    open.add(http);
  }

  /** The client for S3 reached in this way. */
  public synchronized S3Client s3(AwsAccess access) {
    return s3.computeIfAbsent(access, this::openS3);
  }

  /**
   * The client for SQS reached in this way. An attempt lasts 5 s at most and a call with all of its
   * attempts 15 s, so that none outlasts a message's visibility; long polls ask for more.
   */
  public synchronized SqsClient sqs(AwsAccess access) {
    return sqs.computeIfAbsent(
        access, key -> opened(built(SqsClient.builder(), key, limits -> {})));
  }

  /** The client for SNS reached in this way. A call with all of its attempts lasts 15 s at most. */
  public synchronized SnsClient sns(AwsAccess access) {
    return sns.computeIfAbsent(
        access, key -> opened(built(SnsClient.builder(), key, AwsClients::fewAttempts)));
  }

  /** The client for DynamoDB reached in this way. Its calls last as long as those of SNS. */
  public synchronized DynamoDbClient dynamoDb(AwsAccess access) {
    return dynamoDb.computeIfAbsent(
        access, key -> opened(built(DynamoDbClient.builder(), key, AwsClients::fewAttempts)));
  }

  @Override
  public synchronized void close() {
    for (int i = open.size() - 1; i >= 0; i--) {
      try {
        open.get(i).close();
      } catch (Exception e) {
        // Nothing is left to be done with a client that does not close.
      }
    }
    open.clear();
  }

  /**
   * The region that is configured, or the SDK's own.
   *
   * @throws IllegalArgumentException if there is neither
   */
  public static Region region(AwsAccess access) {
    String region = access.region();
    if (region != null) {
      return Region.of(region);
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkException e) {
      throw new IllegalArgumentException(
          "no region: give `region` to each queue and bucket, or set AWS_REGION", e);
    }
  }

  private static AwsCredentialsProvider constant(StaticKeys keys) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.accessKey().reveal(), keys.secretKey().reveal()));
  }

  private S3Client openS3(AwsAccess access) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(http)
            .region(region(access))
            .credentialsProvider(credentials(access))
            .forcePathStyle(access.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    if (access.endpoint() != null) {
      builder.endpointOverride(access.endpoint());
    }
    return opened(builder.build());
  }

  /** A client whose attempts last 5 s at most, and its calls 15 s. */
  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
      B builder, AwsAccess access, Consumer<ClientOverrideConfiguration.Builder> more) {
    builder
        .httpClient(http)
        .region(region(access))
        .credentialsProvider(credentials(access))
        .overrideConfiguration(
            limits ->
                more.accept(
                    limits.apiCallAttemptTimeout(ATTEMPT_TIMEOUT).apiCallTimeout(CALL_TIMEOUT)));
    if (access.endpoint() != null) {
      builder.endpointOverride(access.endpoint());
    }
    return builder.build();
  }

  /** Who sends has plans of its own for what was not taken. */
  private static void fewAttempts(ClientOverrideConfiguration.Builder limits) {
    limits.retryStrategy(
        AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(2).build());
  }

  /** Who acts where AWS is reached in this way. */
  synchronized AwsCredentialsProvider credentials(AwsAccess access) {
    String roleArn = access.roleArn();
    StaticKeys keys = access.keys();
    AwsCredentialsProvider own = keys == null ? base : constant(keys);
    if (roleArn == null) {
      return own;
    }
    AwsAccess role =
        new AwsAccess(access.region(), null, false, roleArn, access.externalId(), keys);
    return roles.computeIfAbsent(role, key -> assume(key, roleArn, own));
  }

  private AwsCredentialsProvider assume(
      AwsAccess access, String roleArn, AwsCredentialsProvider own) {
    // Another endpoint than AWS's own is the SDK's to know: $AWS_ENDPOINT_URL_STS.
    StsClient sts =
        opened(
            StsClient.builder()
                .httpClient(http)
                .region(region(access))
                .credentialsProvider(own)
                .build());
    @Nullable String externalId = access.externalId();
    return opened(
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(
                request ->
                    request.roleArn(roleArn).roleSessionName("weir-source").externalId(externalId))
            .build());
  }

  private <T extends AutoCloseable> T opened(T client) {
    open.add(client);
    return client;
  }
}
