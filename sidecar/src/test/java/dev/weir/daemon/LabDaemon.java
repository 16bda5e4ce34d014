package dev.weir.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.config.ConfigFile;
import dev.weir.lab.Lab;
import dev.weir.lab.StoredObject;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A whole daemon, source and sidecar straight through, on the lab; with a bucket of its own. */
public final class LabDaemon implements AutoCloseable {
  /** So long a test waits for a state. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final Lab lab;
  final String bucket;
  final String queue;
  final Path folder;
  private final Daemon daemon;
  private final int port;

  /**
   * Starts it.
   *
   * @param bucket exists; what is below {@code in/} is read
   * @param ofBucket further keys of the bucket's section, as a flow: {@code after: {...}}
   * @param more further sections
   */
  public LabDaemon(Lab lab, Path folder, String bucket, String queue, String ofBucket, String more)
      throws Exception {
    this.lab = lab;
    this.bucket = bucket;
    this.queue = queue;
    this.folder = folder;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String yaml =
        """
        fleet_key: a-secret-of-the-fleet
        shutdown: { deadline: 2s }
        source:
          queues: [{ url: '%s', wait_time: 1s, %s }]
          buckets:
            - { name: %s, prefixes: [in/], %s, %s }
          forward_to: { unix: %s/in.sock }
        forward: { listeners: [{ unix: %s/in.sock }] }
        opensearch: { url: %s, replicas: 0, bulk_linger: 20ms }
        metrics: { listen: '127.0.0.1:%d' }
        control: { socket: %s/control.sock }
        %s
        """
            .formatted(
                queue,
                access(lab.sqs()),
                bucket,
                access(lab.s3()),
                ofBucket,
                folder,
                folder,
                lab.openSearch().endpoint(),
                port,
                folder,
                more);
    daemon =
        new Daemon(
            new ConfigFile(name -> null, ByteSize.ofMiB(512)).parse("weir.yaml", yaml).config(),
            "1.2.3");
    daemon.start();
  }

  private static String access(dev.weir.lab.AwsEndpoint at) {
    return "region: %s, endpoint: '%s', access_key: %s, secret_key: %s"
        .formatted(at.region(), at.endpoint(), at.accessKey(), at.secretKey());
  }

  /** Where its control service is. */
  public Path control() {
    return folder.resolve("control.sock");
  }

  /** Puts an object and announces it. */
  public StoredObject put(String key, byte[] content) {
    return lab.put(bucket, key, content, queue);
  }

  public StoredObject put(String key, String content) {
    return put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** The keys that lie in the bucket now. */
  public List<String> keys() {
    return lab
        .s3Client()
        .listObjectsV2Paginator(request -> request.bucket(bucket))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** The sum of a family's samples whose labels hold this text. */
  public long metric(String family, String labels) throws Exception {
    return page("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(family) && line.contains(labels))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What was counted of messages and objects, for a test that waits in vain. */
  public String counts() {
    try {
      return page("/metrics")
          .body()
          .lines()
          .filter(line -> line.matches("weir_(messages|objects|after)_.*"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e.toString();
    }
  }

  public HttpResponse<String> page(String path) throws IOException, InterruptedException {
    return send("GET", URI.create("http://127.0.0.1:" + port + path), "");
  }

  /** Asks OpenSearch beside the daemon. */
  public JsonNode ask(String method, String path, String json)
      throws IOException, InterruptedException {
    return JSON.readTree(send(method, URI.create(lab.openSearch().endpoint() + path), json).body());
  }

  private static HttpResponse<String> send(String method, URI at, String json)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(at)
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  /** The line of the object in the ledger. */
  public JsonNode line(String key) throws IOException, InterruptedException {
    ask("POST", "/weir-ledger/_refresh", "");
    return ask(
            "GET",
            "/weir-ledger/_search",
            """
            {"query":{"bool":{"filter":[{"term":{"bucket":"%s"}},{"term":{"key":"%s"}}]}}}
            """
                .formatted(bucket, key))
        .at("/hits/hits/0/_source");
  }

  @Override
  public void close() {
    daemon.close();
  }
}
