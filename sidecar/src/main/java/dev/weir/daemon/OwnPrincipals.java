package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.filter.OwnCalls;
import dev.weir.settings.AwsAccess;
import dev.weir.source.aws.AwsClients;
import dev.weir.thread.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * Who Weir is to AWS: what the configuration says, the roles that it assumes, and, asked of STS,
 * whom it runs as.
 */
final class OwnPrincipals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnPrincipals.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final WeirConfig config;
  private final OwnCalls calls;
  private final Duration patience;
  private final Backoff backoff;
  private final Set<String> known = new LinkedHashSet<>();
  private final CountDownLatch tried = new CountDownLatch(1);
  private volatile String problem = "no answer from STS yet";
  private volatile boolean expected = true;
  private @Nullable Thread asking;

  /** Reads the configuration; STS is asked at {@link #start}. */
  OwnPrincipals(WeirConfig config) {
    this(config, PATIENCE, FIRST_PAUSE);
  }

  OwnPrincipals(WeirConfig config, Duration patience, Duration firstPause) {
    this.config = config;
    this.patience = patience;
    this.backoff = Backoff.exact(firstPause, LONGEST_PAUSE);
    this.calls = new OwnCalls(OwnScopeFrom.config(config));
    if (config.filter().own().enabled()) {
      known.addAll(config.filter().own().principals());
      known.addAll(OwnScopeFrom.roles(config));
      calls.are(known);
    }
  }

  /** What finds their calls. */
  OwnCalls calls() {
    return calls;
  }

  /**
   * Asks STS whom Weir runs as, and waits a short time for the answer, so that already the first
   * records meet the filter. Without an answer it goes on asking, on a thread of its own. Nobody is
   * asked, and nothing waits, where no place of AWS is configured.
   */
  void start() {
    Optional<AwsAccess> access =
        OwnScopeFrom.accesses(config).filter(OwnPrincipals::isOfAws).findFirst();
    if (!config.filter().own().enabled() || access.isEmpty()) {
      return;
    }
    asking = Thread.ofVirtual().name("weir-identity").start(() -> askUntilKnown(access.get()));
    try {
      boolean answered = tried.await(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!problem.isEmpty() && (!answered || expected)) {
        LOG.warn(
            "who Weir is to AWS is not known, so records of its own calls are kept until it is, or"
                + " filter.own.principals names it; asking goes on: {}",
            problem);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (asking != null) {
      asking.interrupt();
    }
  }

  /** Whether AWS itself is behind it, and not a lab or another server that speaks S3. */
  private static boolean isOfAws(AwsAccess access) {
    URI endpoint = access.endpoint();
    String host = endpoint == null ? null : endpoint.getHost();
    return access.keys() == null
        && (access.roleArn() != null
            || host == null
            || host.endsWith(".amazonaws.com")
            || host.endsWith(".amazonaws.com.cn")
            || host.endsWith(".api.aws"));
  }

  private void askUntilKnown(AwsAccess access) {
    int failures = 0;
    try {
      while (!ask(access)) {
        tried.countDown();
        // STS or its network failed: it is asked again, less and less often.
        backoff.sleep(++failures);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tried.countDown();
    }
  }

  private boolean ask(AwsAccess access) {
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build()) {
      if (!has(credentials)) {
        return false;
      }
      GetCallerIdentityResponse identity = identity(access, credentials);
      known.add(identity.arn());
      known.add(identity.userId());
      calls.are(known);
      problem = "";
      LOG.info("records of calls by {} on what this configuration names are dropped", known);
      return true;
    } catch (SdkException | IllegalArgumentException e) {
      problem = String.valueOf(e.getMessage());
      return false;
    }
  }

  /** Who has no credentials makes no calls, and hears of it where they are needed. */
  private boolean has(DefaultCredentialsProvider credentials) {
    try {
      var unused = credentials.resolveCredentials();
      expected = true;
      return true;
    } catch (SdkException e) {
      expected = false;
      problem = "no credentials";
      return false;
    }
  }

  private GetCallerIdentityResponse identity(
      AwsAccess access, DefaultCredentialsProvider credentials) {
    try (SdkHttpClient http = Apache5HttpClient.builder().connectionTimeout(patience).build();
        StsClient sts =
            StsClient.builder()
                .httpClient(http)
                .region(AwsClients.region(access))
                .credentialsProvider(credentials)
                .overrideConfiguration(limits -> limits.apiCallTimeout(PATIENCE))
                .build()) {
      return sts.getCallerIdentity();
    }
  }
}
