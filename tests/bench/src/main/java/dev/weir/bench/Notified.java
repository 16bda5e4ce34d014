package dev.weir.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A receiver of webhooks on loopback that notes when the alert of each planted record arrived. */
final class Notified implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;

  /** By the number of the planted record, by {@link System#nanoTime}. Guarded by this. */
  private final Map<Integer, List<Long>> arrivals = new TreeMap<>();

  private Notified(HttpServer server) {
    this.server = server;
  }

  static Notified listen() {
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      Notified notified = new Notified(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
      notified.server.createContext("/", notified::take);
      notified.server.start();
      return notified;
    } catch (IOException e) {
      throw new UncheckedIOException("no port on loopback for webhooks", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** How many planted records some message told of. */
  synchronized int planted() {
    return arrivals.size();
  }

  /** When messages told of each planted record. */
  synchronized Map<Integer, List<Long>> arrivals() {
    Map<Integer, List<Long>> copy = new TreeMap<>();
    arrivals.forEach((number, times) -> copy.put(number, List.copyOf(times)));
    return copy;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
    long now = System.nanoTime();
    note(message.path("alert"), now);
    message.path("alerts").forEach(alert -> note(alert, now));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private synchronized void note(JsonNode alert, long now) {
    int number = PlantedTrail.number(alert.at("/group/userIdentity.arn").asText());
    if (number >= 0) {
      arrivals.computeIfAbsent(number, unused -> new ArrayList<>()).add(now);
    }
  }
}
