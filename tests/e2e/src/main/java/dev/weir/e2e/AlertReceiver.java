package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A web hook on loopback, which keeps the messages that it takes. Thread-safe. */
public final class AlertReceiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TAKEN = 200;
  private static final int REFUSED = 503;

  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final BooleanSupplier refuses;
  private final HttpServer server;

  /**
   * A message that was taken.
   *
   * @param content what it says
   * @param nanos when it was taken, by {@link System#nanoTime}
   */
  public record Message(JsonNode content, long nanos) {}

  /** A receiver that takes all. */
  public AlertReceiver() {
    this(() -> false);
  }

  /**
   * A receiver that answers some messages with 503.
   *
   * @param refuses asked for each message
   */
  public AlertReceiver(BooleanSupplier refuses) {
    this.refuses = refuses;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on loopback for alerts", e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  /** Where it takes messages. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
  }

  /** What it took so far, in the order of its coming. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /**
   * The section of weir.yaml that sends alerts here.
   *
   * @param kind webhook, slack or teams
   */
  public String config(String kind) {
    return """
    alerts:
      destinations:
        - name: loopback
          kind: %s
          url: %s
          private_addresses: true
    """
        .formatted(kind, url());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode content = JSON.readTree(exchange.getRequestBody());
      boolean refused = refuses.getAsBoolean();
      if (!refused) {
        messages.add(new Message(content, System.nanoTime()));
      }
      exchange.sendResponseHeaders(refused ? REFUSED : TAKEN, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
