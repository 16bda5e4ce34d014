package dev.weir.telemetry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
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
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final InetSocketAddress address;
  private final Supplier<String> scrape;
  private final List<Check> checks;
  private @Nullable HttpListener server;

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
    server = HttpListener.open(address, HttpListener.TIME, this::answer);
  }

  /** The port that is listened on; only after start. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.port();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  private HttpAnswer readiness() {
    List<String> problems = new ArrayList<>();
    for (Check check : checks) {
      check.problem().get().ifPresent(problem -> problems.add(check.name() + ": " + problem));
    }
    return problems.isEmpty()
        ? HttpAnswer.text(200, "ready\n")
        : HttpAnswer.text(503, String.join("\n", problems) + "\n");
  }

  private HttpAnswer answer(HttpRequestHead request) {
    try {
      return switch (request.path()) {
        case "/metrics", "/healthz", "/readyz" ->
            request.method().equals("GET") || request.method().equals("HEAD")
                ? get(request.path())
                : HttpAnswer.text(405, "only GET\n");
        default -> HttpAnswer.text(404, "not here\n");
      };
    } catch (RuntimeException e) {
      LOG.error("{} could not be answered", request.path(), e);
      return HttpAnswer.text(500, "failed, see the log\n");
    }
  }

  private HttpAnswer get(String path) {
    return switch (path) {
      case "/metrics" -> new HttpAnswer(200, PROMETHEUS, scrape.get());
      case "/readyz" -> readiness();
      default -> HttpAnswer.text(200, "ok\n");
    };
  }
}
