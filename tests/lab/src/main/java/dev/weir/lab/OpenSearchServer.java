package dev.weir.lab;

import java.net.URI;
import java.time.Duration;

/**
 * The OpenSearch process of a lab. Its port and data outlive {@link #kill()} and {@link #stop()}:
 * {@link #restart()} brings the same node back at the same place. Thread-safe.
 */
public final class OpenSearchServer {
  private final ServerProcess process;
  private final Duration startTimeout;
  private final URI endpoint;

  OpenSearchServer(ServerProcess process, Duration startTimeout) {
    this.process = process;
    this.startTimeout = startTimeout;
    this.endpoint = URI.create("http://127.0.0.1:" + process.port("http"));
  }

  /** {@code http://127.0.0.1:<port>}, the same for the life of the lab. */
  public URI endpoint() {
    return endpoint;
  }

  /** The id of the process that runs now or ran last. */
  public long pid() {
    return process.handle().pid();
  }

  public boolean isRunning() {
    return process.handle().isAlive();
  }

  /**
   * The processor time that the present process has used so far, user and system, to 10 ms.
   *
   * @throws LabException if the process is gone
   */
  public Duration cpuTime() {
    return process
        .handle()
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new LabException("OpenSearch is not running: no processor time"));
  }

  /** SIGKILL, as a power cut for the process; returns when it is gone. No-op if it is. */
  public void kill() {
    process.kill();
  }

  /** Ends it in order: indices are flushed and closed. Returns when it is gone. No-op if it is. */
  public void stop() {
    process.stop();
  }

  /**
   * Starts it again on the same port and data, stopping it first if it runs; returns when it serves
   * and its indices answer.
   *
   * @throws LabException if it does not serve within the lab's start timeout
   */
  public void restart() {
    process.stop();
    process.start(startTimeout);
  }
}
