package dev.weir.source;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * S3's GetObject for one object in a bucket that an account owns, for what no server of the lab
 * does: refuse a request that expects another owner (GetObject, {@code
 * x-amz-expected-bucket-owner}). The first answer breaks off in its middle.
 */
final class OwnedBucket implements AutoCloseable {
  private static final String ETAG = "\"5d41402abc4b2a76b9719d911017c592\"";
  private static final String DENIED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

  private final HttpServer server;
  private final String owner;
  private final byte[] content;
  private final List<Headers> requests = new CopyOnWriteArrayList<>();

  OwnedBucket(String owner, byte[] content) throws IOException {
    this.owner = owner;
    this.content = content;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The headers of each request so far. */
  List<Headers> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestHeaders());
    try (exchange) {
      String expected = exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner");
      if (expected != null && !expected.equals(owner)) {
        byte[] body = DENIED.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(403, body.length);
        exchange.getResponseBody().write(body);
        return;
      }
      object(exchange);
    }
  }

  private void object(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    Headers headers = exchange.getResponseHeaders();
    headers.add("ETag", ETAG);
    headers.add("Last-Modified", "Fri, 02 Jan 2026 03:04:05 GMT");
    if (range != null) {
      headers.add(
          "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
    int to = range == null ? content.length / 2 : content.length;
    exchange.getResponseBody().write(content, from, to - from);
    exchange.getResponseBody().flush();
  }
}
