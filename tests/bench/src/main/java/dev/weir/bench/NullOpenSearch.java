package dev.weir.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as OpenSearch does when all goes well, and keeps nothing. */
final class NullOpenSearch implements AutoCloseable {
  private static final byte[] HEAD =
      "{\"errors\":false,\"items\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ITEM =
      "{\"create\":{\"status\":201}}".getBytes(StandardCharsets.US_ASCII);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Arrivals documents = new Arrivals();

  private NullOpenSearch(HttpServer server) {
    this.server = server;
  }

  static NullOpenSearch start() {
    try {
      NullOpenSearch started =
          new NullOpenSearch(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      started.server.createContext("/", started::answer);
      started.server.setExecutor(started.threads);
      started.server.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("no port for the search server", e);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The documents it was sent. */
  Arrivals documents() {
    return documents;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().endsWith("/_mget")) {
        String ids =
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        String none = ids.replaceAll("\"[0-9a-f]+\"", "{\"found\":false}");
        reply(exchange, none.replace("\"ids\"", "\"docs\"").getBytes(StandardCharsets.US_ASCII));
        return;
      }
      if (!exchange.getRequestURI().getPath().equals("/_bulk")) {
        exchange.getRequestBody().readAllBytes();
        reply(exchange, "{\"acknowledged\":true}".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      int count = lines(exchange.getRequestBody()) / 2;
      byte[] answer = new byte[HEAD.length + count * (ITEM.length + 1) + 1];
      System.arraycopy(HEAD, 0, answer, 0, HEAD.length);
      int at = HEAD.length;
      for (int i = 0; i < count; i++) {
        System.arraycopy(ITEM, 0, answer, at, ITEM.length);
        at += ITEM.length;
        answer[at++] = ',';
      }
      answer[at - 1] = ']';
      answer[at] = '}';
      documents.add(count);
      reply(exchange, answer);
    }
  }

  private static void reply(HttpExchange exchange, byte[] json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  private static int lines(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    int lines = 0;
    int read = body.read(buffer);
    while (read >= 0) {
      for (int i = 0; i < read; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
      read = body.read(buffer);
    }
    return lines;
  }
}
