package dev.weir.daemon;

import dev.weir.config.Endpoint;
import dev.weir.config.LetterPrefix;
import dev.weir.config.WeirConfig;
import dev.weir.sink.OpenSearchProbe;
import dev.weir.source.BucketSettings;
import dev.weir.source.SourceSettings;
import dev.weir.source.aws.AwsClients;
import dev.weir.source.queue.QueueSettings;
import dev.weir.telemetry.EnrichMetrics;
import dev.weir.telemetry.Metrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tries what a configuration names, and changes nothing there. */
public final class Reach {
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
    if (config.source().enabled()) {
      reach.source();
    }
    if (config.forward().enabled()) {
      reach.results.put(
          "opensearch " + config.opensearch().url(),
          OpenSearchProbe.problem(SinkSettingsFrom.config(config, null)));
    }
    reach.letters();
    reach.lists();
    return reach.results;
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

  private void source() {
    SourceSettings settings;
    try {
      settings = SourceSettingsFrom.config(config);
    } catch (IOException | IllegalArgumentException e) {
      results.put("source", Optional.of(String.valueOf(e.getMessage())));
      return;
    }
    try (DefaultCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
        AwsClients clients = new AwsClients(credentials, 4)) {
      settings.queues().forEach(queue -> queue(clients, queue));
      settings.buckets().forEach(bucket -> bucket(clients, bucket));
    }
    Endpoint to = config.source().forwardTo().to();
    boolean own = config.forward().listeners().stream().anyMatch(each -> each.at().equals(to));
    if (!own) {
      results.put("forward_to " + to, connect(to));
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

  private void bucket(AwsClients clients, BucketSettings bucket) {
    results.put(
        "bucket s3://" + bucket.bucket() + "/" + bucket.prefix(),
        attempt(
            () ->
                clients
                    .s3(bucket.access())
                    .listObjectsV2(
                        ListObjectsV2Request.builder()
                            .bucket(bucket.bucket())
                            .prefix(bucket.prefix())
                            .expectedBucketOwner(bucket.expectedOwner())
                            .maxKeys(1)
                            .build())));
  }

  private static Optional<String> attempt(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (SdkException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<String> connect(Endpoint to) {
    SocketAddress address =
        switch (to) {
          case Endpoint.Unix(var path) -> UnixDomainSocketAddress.of(path);
          case Endpoint.Tcp(String host, int port) -> new InetSocketAddress(host, port);
        };
    try (SocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? SocketChannel.open(StandardProtocolFamily.UNIX)
            : SocketChannel.open()) {
      channel.connect(address);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("no connection: " + e.getMessage());
    }
  }
}
