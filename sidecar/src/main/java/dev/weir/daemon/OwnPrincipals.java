package dev.weir.daemon;

import dev.weir.config.AwsAccess;
import dev.weir.config.BucketConfig;
import dev.weir.config.QueueConfig;
import dev.weir.config.WeirConfig;
import dev.weir.filter.OwnCalls;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Who Weir is to AWS: what the configuration says, the roles that it assumes, and, asked of STS
 * once, whom it runs as.
 */
final class OwnPrincipals {
  private static final Logger LOG = LoggerFactory.getLogger(OwnPrincipals.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WeirConfig config;
  private final OwnCalls calls = new OwnCalls();
  private final Set<String> known = new LinkedHashSet<>();

  OwnPrincipals(WeirConfig config) {
    this.config = config;
    if (config.filter().own().enabled()) {
      known.addAll(config.filter().own().principals());
      accesses().map(AwsAccess::roleArn).filter(arn -> arn != null).forEach(known::add);
      calls.are(known);
    }
  }

  /** All ways in which the configuration reaches AWS to read logs. */
  private Stream<AwsAccess> accesses() {
    return Stream.concat(
        config.source().queues().stream().map(QueueConfig::access),
        config.source().buckets().stream().map(BucketConfig::access));
  }

  /** What finds their calls. */
  OwnCalls calls() {
    return calls;
  }

  /**
   * Asks STS whom Weir runs as, on a thread of its own: nothing waits for it. Not asked where no
   * source is, or where its credentials are those of a lab.
   */
  void ask() {
    AwsAccess access = accesses().filter(each -> each.keys() == null).findFirst().orElse(null);
    if (config.filter().own().enabled() && config.source().enabled() && access != null) {
      Thread.ofVirtual().name("weir-identity").start(() -> ask(access));
    }
  }

  private void ask(AwsAccess access) {
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        SdkHttpClient http = Apache5HttpClient.builder().connectionTimeout(PATIENCE).build();
        StsClient sts =
            StsClient.builder()
                .httpClient(http)
                .region(Region.of(SourceSettingsFrom.access(access, false).region()))
                .credentialsProvider(credentials)
                .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE))
                .build()) {
      known.add(sts.getCallerIdentity().arn());
      calls.are(known);
      LOG.info("records of calls by {} are dropped", known);
    } catch (SdkException | IllegalArgumentException e) {
      LOG.warn(
          "who Weir is to AWS cannot be told, so records of its own calls stay unless"
              + " filter.own.principals names it: {}",
          e.getMessage());
    }
  }
}
