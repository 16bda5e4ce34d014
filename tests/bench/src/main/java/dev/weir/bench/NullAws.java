package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * As much of S3 and SQS as a source needs that meets no trouble: one object under any key, and a
 * queue that gives each message out once (SQS's AWS JSON protocol).
 */
final class NullAws implements AutoCloseable {
  private static final String LAST_MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";
  private static final int BATCH = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] object;
  private final Duration latency;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final Arrivals deleted = new Arrivals();

  private NullAws(byte[] object, Duration latency, HttpServer server) {
    this.object = object;
    this.latency = latency;
    this.server = server;
  }

  /** Serves {@code object} under whatever key is asked for, at once. */
  static NullAws start(byte[] object) {
    return start(object, Duration.ZERO);
  }

  /**
   * Serves {@code object} under whatever key is asked for.
   *
   * @param latency from the request for it to the first byte
   */
  static NullAws start(byte[] object, Duration latency) {
    try {
      NullAws started =
          new NullAws(
              object,
              latency,
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      started.server.createContext("/", started::answer);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for S3", e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The messages that were deleted. */
  Arrivals deleted() {
    return deleted;
  }

  /** Announces an object. */
  void announce(String bucket, String key) {
    messages.add(
        """
        {"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"bucket":\
        {"name":"%s"},"object":{"key":"%s","size":%d,"eTag":"%s"}}}]}"""
            .formatted(bucket, key, object.length, eTag(key)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        Thread.sleep(latency);
        get(exchange);
        return;
      }
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      String action = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      ObjectNode answer =
          "AmazonSQS.ReceiveMessage".equals(action) ? received(request) : done(request);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      send(exchange, JSON.writeValueAsBytes(answer));
      if ("AmazonSQS.DeleteMessageBatch".equals(action)) {
        deleted.add(request.path("Entries").size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Last-Modified", LAST_MODIFIED);
    exchange
        .getResponseHeaders()
        .set("ETag", "\"" + eTag(exchange.getRequestURI().getPath()) + "\"");
    send(exchange, object);
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private ObjectNode received(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode given = answer.putArray("Messages");
    try {
      String body = messages.poll(request.path("WaitTimeSeconds").asLong(), TimeUnit.SECONDS);
      while (body != null) {
        String id = Integer.toHexString(System.identityHashCode(body));
        given
            .addObject()
            .put("MessageId", id)
            .put("ReceiptHandle", id)
            .put("MD5OfBody", md5(body))
            .put("Body", body);
        body = given.size() < BATCH ? messages.poll() : null;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  /** Whatever is asked for each entry of a batch, succeeds. */
  private static ObjectNode done(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    request
        .path("Entries")
        .forEach(entry -> successful.addObject().put("Id", entry.path("Id").asText()));
    answer.putArray("Failed");
    return answer;
  }

  /** As each key has one object, its hash will do. */
  private static String eTag(String key) {
    return md5(key.substring(key.lastIndexOf('/') + 1));
  }

  private static String md5(String text) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
