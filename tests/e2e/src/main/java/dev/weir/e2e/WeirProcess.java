package dev.weir.e2e;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code weir run} as a process of its own. */
public final class WeirProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final GuardedProcess process;
  private final URI metrics;
  private final HttpClient http = HttpClient.newHttpClient();

  private WeirProcess(GuardedProcess process, URI metrics) {
    this.process = process;
    this.metrics = metrics;
  }

  /**
   * Starts it and returns when it serves its health page.
   *
   * @param metricsPort where the configuration has it serve /metrics
   * @param jvmArguments such as {@code -Xmx256m}
   * @param environment further variables
   */
  static WeirProcess start(
      Path config,
      int metricsPort,
      List<String> jvmArguments,
      Map<String, String> environment,
      Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.weir.cli.Main",
            "run",
            "-c",
            config.toString()));
    GuardedProcess process = GuardedProcess.start("weir", command, environment, log);
    WeirProcess weir =
        new WeirProcess(process, URI.create("http://127.0.0.1:" + metricsPort + "/"));
    Eventually.until(
        START,
        () -> weir.isHealthy() || !process.isAlive(),
        () -> "weir does not answer:\n" + process.tail());
    if (!process.isAlive()) {
      throw new IllegalStateException("weir ended at its start:\n" + process.tail());
    }
    return weir;
  }

  /** What it counts now. */
  public MetricsPage metrics() {
    try {
      return new MetricsPage(get("metrics").body());
    } catch (IOException e) {
      throw new IllegalStateException("weir does not serve /metrics:\n" + process.tail(), e);
    }
  }

  /** Whether it says it can do its work. */
  public boolean isReady() {
    return answers("readyz");
  }

  /** Whether its process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it answers. */
  public boolean isHealthy() {
    return answers("healthz");
  }

  /** CPU time so far. */
  public Duration cpu() {
    return process.cpu();
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** The last lines of its log. */
  public String tail() {
    return process.tail();
  }

  /** Ends it as a power cut would. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM, then waits until it has drained. */
  @Override
  public void close() {
    process.stop(Duration.ofSeconds(40));
    http.shutdownNow();
  }

  private boolean answers(String path) {
    try {
      return get(path).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(metrics.resolve(path)).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
