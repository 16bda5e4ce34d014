package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.indices.RollupProbe;
import dev.weir.letters.LetterPrefix;
import dev.weir.opensearch.Authentication;
import dev.weir.opensearch.OpenSearchProbe;
import dev.weir.opensearch.OpenSearchSettings;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.settings.Endpoint;
import dev.weir.source.BucketSettings;
import dev.weir.source.SourceSettings;
import dev.weir.source.aws.AwsClients;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.resend.FluentBitBuffer;
import dev.weir.source.send.ForwardAddress;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.Metrics;
import dev.weir.telemetry.RuleMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tries what a configuration names, and changes nothing there. */
public final class Reach {
  /** As many keys are looked at for one that names an object with content, not a folder. */
  private static final int LISTED = 100;

  private final WeirConfig config;
  private final Map<String, Optional<String>> results = new LinkedHashMap<>();

  private Reach(WeirConfig config) {
    this.config = config;
  }

  /**
   * Tries everything, in the order of the data.
   *
   * @return for each thing why it cannot be reached, in plain words without a secret; empty if it
   *     can
   */
  public static Map<String, Optional<String>> all(WeirConfig config) {
    Reach reach = new Reach(config);
    reach.results.putAll(listening(config));
    reach.results.putAll(others(config));
    return reach.results;
  }

  /** Tries where a daemon would listen; as {@link #all}. */
  public static Map<String, Optional<String>> listening(WeirConfig config) {
    return ListeningPlaces.check(config);
  }

  /** Tries everything else; as {@link #all}. */
  public static Map<String, Optional<String>> others(WeirConfig config) {
    Reach reach = new Reach(config);
    if (config.source().enabled()) {
      reach.source();
    }
    if (config.forward().enabled()) {
      reach.openSearch();
    }
    reach.letters();
    reach.lists();
    reach.rules();
    return reach.results;
  }

  private void openSearch() {
    OpenSearchSettings settings = config.opensearch();
    results.put("opensearch " + config.opensearch().endpoint(), openSearch(settings));
    List<String> rolledUp =
        config.types().values().stream()
            .filter(type -> type.indices().rollup() != null)
            .map(type -> "types." + type.type() + ".rollup")
            .toList();
    if (!rolledUp.isEmpty()) {
      results.put(String.join(", ", rolledUp), RollupProbe.problem(settings));
    }
  }

  private Optional<String> openSearch(OpenSearchSettings settings) {
    if (settings.authentication() instanceof Authentication.SigV4) {
      try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build()) {
        Optional<String> none = missing(credentials, "nothing can be signed");
        if (none.isPresent()) {
          return none;
        }
      }
    }
    try {
      return OpenSearchProbe.problem(settings);
    } catch (IOException | RuntimeException e) {
      return Optional.of(PlainProblem.of(e));
    }
  }

  private void letters() {
    LetterPrefix prefix = config.deadLetters().s3();
    if (prefix != null) {
      try (S3Letters letters = S3Letters.of(prefix)) {
        results.put("dead_letters.s3 " + letters, attempt(letters::reach));
      }
    }
  }

  private void lists() {
    try (Metrics metrics = new Metrics();
        Enriching enriching = new Enriching(config.enrich(), new EnrichMetrics(metrics))) {
      enriching.readOnce().forEach((name, problem) -> results.put("list " + name, problem));
    }
  }

  /** Rules for logs that no type serves are no problem: public sets are full of them. */
  private void rules() {
    if (config.rules().places().isEmpty()) {
      return;
    }
    try (Metrics metrics = new Metrics();
        Rules rules = new Rules(config, LogTypesFrom.config(config), new RuleMetrics(metrics))) {
      rules.set().refresh();
      for (RuleOrigin place : config.rules().places()) {
        results.put("rules " + place, Optional.empty());
      }
      rules
          .set()
          .refused()
          .forEach(
              refusal ->
                  results.put(
                      "rules " + refusal.place(),
                      Optional.of(
                          (refusal.rule().isEmpty() ? "" : refusal.rule() + ": ")
                              + refusal.reason())));
    }
  }

  private void source() {
    SourceSettings settings = config.source();
    try {
      ForwardAddress unused = settings.forwardTo().address();
      checkRegions(settings);
    } catch (IOException | IllegalArgumentException e) {
      results.put("source", Optional.of(String.valueOf(e.getMessage())));
      return;
    }
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        AwsClients clients = new AwsClients(credentials, 4)) {
      Optional<String> anonymous =
          asProcess(settings)
              ? missing(credentials, "no queue and no bucket was tried")
              : Optional.empty();
      if (anonymous.isPresent()) {
        results.put("AWS credentials", anonymous);
      } else {
        settings.queues().forEach(queue -> queue(clients, queue));
        settings
            .buckets()
            .forEach(each -> each.places().forEach(prefix -> bucket(clients, each, prefix)));
      }
    }
    Endpoint to = settings.forwardTo().to();
    boolean own = config.forward().listeners().stream().anyMatch(each -> each.at().equals(to));
    if (!own) {
      results.put("forward_to " + to, ConnectionTrial.problem(to));
    }
    fluentBitBuffer();
  }

  /**
   * Finds the region of each queue and bucket.
   *
   * @throws IllegalArgumentException if one has none
   */
  private static void checkRegions(SourceSettings settings) {
    for (QueueSettings queue : settings.queues()) {
      Region unused = AwsClients.region(queue.access());
    }
    for (BucketSettings bucket : settings.buckets()) {
      Region unused = AwsClients.region(bucket.access());
    }
  }

  /** Whether something is reached with the credentials of the process. */
  private static boolean asProcess(SourceSettings settings) {
    return settings.queues().stream().anyMatch(queue -> queue.access().keys() == null)
        || settings.buckets().stream().anyMatch(bucket -> bucket.access().keys() == null);
  }

  /** What to do if there are no credentials: AWS's SDK tells in length where it looked. */
  static Optional<String> missing(AwsCredentialsProvider credentials, String so) {
    try {
      AwsCredentials unused = credentials.resolveCredentials();
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(
          "there are no credentials of AWS, so "
              + so
              + ": give the host a role, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
  }

  private void queue(AwsClients clients, QueueSettings queue) {
    results.put(
        "queue " + queue.url(),
        attempt(
            () ->
                clients
                    .sqs(queue.access())
                    .getQueueAttributes(
                        request ->
                            request
                                .queueUrl(queue.url())
                                .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))));
  }

  private void bucket(AwsClients clients, BucketSettings bucket, String prefix) {
    results.put(
        "bucket s3://" + bucket.bucket() + "/" + prefix,
        attempt(() -> readOneByte(clients.s3(bucket.access()), bucket, prefix)));
  }

  /** Of any object, as the right to list says nothing of the rights to read and to decrypt. */
  private static void readOneByte(S3Client s3, BucketSettings bucket, String prefix) {
    ListObjectsV2Response listed =
        s3.listObjectsV2(
            request ->
                request
                    .bucket(bucket.bucket())
                    .prefix(prefix)
                    .expectedBucketOwner(bucket.expectedOwner())
                    .maxKeys(LISTED));
    Optional<S3Object> some = listed.contents().stream().filter(each -> each.size() > 0).findAny();
    try {
      some.ifPresent(
          object ->
              s3.getObjectAsBytes(
                  request ->
                      request
                          .bucket(bucket.bucket())
                          .key(object.key())
                          .expectedBucketOwner(bucket.expectedOwner())
                          .range("bytes=0-0")));
    } catch (InvalidObjectStateException archived) {
      // It is in an archive, and S3 would not say so to who may not read it.
    }
  }

  private void fluentBitBuffer() {
    Path storage = config.source().fluentBit().storage();
    if (storage != null) {
      boolean seen = new FluentBitBuffer(storage).oldestChunk().isPresent();
      results.put(
          "fluent_bit.storage " + storage,
          seen
              ? Optional.empty()
              : Optional.of(
                  "no folder forward.* in it that this user can read: start Fluent Bit first,"
                      + " and name its storage.path here"));
    }
  }

  private static Optional<String> attempt(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(PlainProblem.of(e));
    }
  }
}
