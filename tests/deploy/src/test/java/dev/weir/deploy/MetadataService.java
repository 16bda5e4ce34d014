package dev.weir.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instance metadata service of EC2, version 2, on loopback: it answers only to who shows a
 * token, and 404 for what is not set. Thread-safe.
 */
public final class MetadataService implements AutoCloseable {
  /** The instance that it says this is. */
  public static final String INSTANCE = "i-0123456789abcdef0";

  private static final String TOKEN = "dG9rZW4tb2YtdGhpcy1ob3N0";

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  /** Starts on a free port, in the region eu-west-1, without tags and user data. */
  public MetadataService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve metadata", e);
    }
    server.createContext("/", this::answer);
    server.start();
    put("meta-data/placement/region", "eu-west-1");
    put("meta-data/instance-id", INSTANCE);
  }

  /** Where it serves, as the scripts take it in {@code WEIR_IMDS}. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Sets what a path below {@code /latest/} holds. */
  public void put(String path, String content) {
    answers.put("/latest/" + path, content);
  }

  /** Sets the user data. */
  public void userData(String text) {
    put("user-data", text);
  }

  /** Sets a tag of the instance, with tags allowed in metadata. */
  public void tag(String name, String value) {
    answers.merge(
        "/latest/meta-data/tags/instance", name, (before, added) -> before + "\n" + added);
    put("meta-data/tags/instance/" + name, value);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/latest/api/token")) {
        boolean asked =
            exchange.getRequestMethod().equals("PUT")
                && exchange.getRequestHeaders().containsKey("X-aws-ec2-metadata-token-ttl-seconds");
        send(exchange, asked ? 200 : 400, asked ? TOKEN : "");
      } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))) {
        send(exchange, 401, "");
      } else {
        String content = answers.get(path);
        send(exchange, content == null ? 404 : 200, content == null ? "" : content);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String content) throws IOException {
    byte[] body = content.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
