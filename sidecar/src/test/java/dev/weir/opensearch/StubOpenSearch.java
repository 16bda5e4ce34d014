package dev.weir.opensearch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes each document, or is overloaded, as it is told; keeps nothing. */
public final class StubOpenSearch implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private volatile boolean overloaded;

  public StubOpenSearch() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void overload(boolean so) {
    overloaded = so;
  }

  /** How many requests it had to paths that end so. */
  public long requests(String end) {
    return paths.stream().filter(path -> path.endsWith(end)).count();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    paths.add(exchange.getRequestURI().getPath());
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String body = overloaded ? "{\"error\":{\"type\":\"busy\"}}" : items(request);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(overloaded ? 429 : 200, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** A document {@code bad} in {@code weir-mixed} is one that its mapping refuses. */
  private static String items(String request) {
    List<String> lines = request.lines().toList();
    return "{\"took\":1,\"errors\":true,\"items\":["
        + lines.stream()
            .filter(line -> line.startsWith("{\"create\"") || line.startsWith("{\"index\""))
            .map(StubOpenSearch::item)
            .collect(Collectors.joining(","))
        + "]}";
  }

  private static String item(String action) {
    return action.contains("weir-mixed") && action.contains("\"bad")
        ? "{\"create\":{\"status\":400,\"error\":"
            + "{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed to parse\"}}}"
        : "{\"create\":{\"status\":201}}";
  }
}
