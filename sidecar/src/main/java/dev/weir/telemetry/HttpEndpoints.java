package dev.weir.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /metrics}, {@code /healthz} (the process is alive) and {@code /readyz} (503 with
 * one line per failed check until all hold).
 */
public final class HttpEndpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoints.class);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final InetSocketAddress address;
  private final Supplier<String> scrape;
  private final List<Check> checks;
  private @Nullable HttpServer server;
  private @Nullable ExecutorService threads;

  /**
   * Endpoints that are not yet served.
   *
   * @param address where to listen; port 0 lets the system choose
   * @param scrape the metrics in the text form of Prometheus
   * @param checks what has to hold to be ready
   */
  public HttpEndpoints(InetSocketAddress address, Supplier<String> scrape, List<Check> checks) {
    this.address = address;
    this.scrape = scrape;
    this.checks = List.copyOf(checks);
  }

  /**
   * Starts to serve.
   *
   * @throws IOException if the address cannot be had
   */
  public synchronized void start() throws IOException {
    // Read once when the server's class is loaded; without it each answer waits 40 ms for an ack.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
    HttpServer started = HttpServer.create(address, 0);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    started.setExecutor(threads);
    started.createContext("/metrics", exchange -> serve(exchange, this::metrics));
    started.createContext(
        "/healthz", exchange -> serve(exchange, () -> new Answer(200, TEXT, "ok\n")));
    started.createContext("/readyz", exchange -> serve(exchange, this::readiness));
    started.createContext(
        "/", exchange -> serve(exchange, () -> new Answer(404, TEXT, "not here\n")));
    started.start();
    server = started;
  }

  /** The port that is listened on; only after start. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.getAddress().getPort();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
    if (threads != null) {
      threads.shutdownNow();
      threads = null;
    }
  }

  private record Answer(int status, String type, String body) {}

  private Answer metrics() {
    return new Answer(200, PROMETHEUS, scrape.get());
  }

  private Answer readiness() {
    List<String> problems = new ArrayList<>();
    for (Check check : checks) {
      check.problem().get().ifPresent(problem -> problems.add(check.name() + ": " + problem));
    }
    return problems.isEmpty()
        ? new Answer(200, TEXT, "ready\n")
        : new Answer(503, TEXT, String.join("\n", problems) + "\n");
  }

  private static void serve(HttpExchange exchange, Supplier<Answer> answers) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange, answers);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Answer answer(HttpExchange exchange, Supplier<Answer> answers) {
    String path = exchange.getHttpContext().getPath();
    if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
      return new Answer(404, TEXT, "not here\n");
    }
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
      return new Answer(405, TEXT, "only GET\n");
    }
    try {
      return answers.get();
    } catch (RuntimeException e) {
      LOG.error("{} could not be answered", path, e);
      return new Answer(500, TEXT, "failed, see the log\n");
    }
  }
}
