package dev.weir.telemetry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request on each connection (HTTP/1.1, RFC 9112), whose head is small and whose answer
 * is in memory. Connections are bounded in number and in time, whatever a client does: {@value
 * #MOST_CONNECTIONS} at once, ten seconds for each from its first byte to the last of its answer.
 * If all are taken, the oldest makes room for a new one after a second.
 */
final class HttpListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
  static final int MOST_CONNECTIONS = 64;
  static final Duration TIME = Duration.ofSeconds(10);
  private static final Duration TIME_WHEN_FULL = Duration.ofSeconds(1);
  private static final int LOOK_MILLIS = 250;
  private static final int BACKLOG = 128;

  private final ServerSocket server;
  private final Function<HttpRequestHead, HttpAnswer> answers;
  private final Duration time;

  /** Since when each is open. */
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();

  private HttpListener(
      ServerSocket server, Duration time, Function<HttpRequestHead, HttpAnswer> answers) {
    this.server = server;
    this.time = time;
    this.answers = answers;
  }

  /**
   * Listens.
   *
   * @param time for each connection
   * @throws IOException if the address cannot be had
   */
  static HttpListener open(
      InetSocketAddress address, Duration time, Function<HttpRequestHead, HttpAnswer> answers)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(address, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    HttpListener listener = new HttpListener(server, time, answers);
    Thread.ofPlatform().daemon().name("weir-http").start(listener::acceptAll);
    Thread.ofVirtual().name("weir-http-deadlines").start(listener::watch);
    return listener;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Connections that are open. */
  int connections() {
    return open.size();
  }

  @Override
  public void close() {
    close(server);
    open.keySet().forEach(HttpListener::close);
  }

  private void acceptAll() {
    while (!server.isClosed()) {
      try {
        begin(server.accept());
      } catch (IOException | RuntimeException e) {
        // Without this thread there is neither health nor metrics: it goes on whatever happens.
        if (!server.isClosed()) {
          LOG.warn("cannot accept a connection for metrics and health: {}", e.toString());
          pause();
        }
      }
    }
  }

  private void begin(Socket socket) {
    if (open.size() >= MOST_CONNECTIONS && !makeRoom()) {
      close(socket);
      return;
    }
    open.put(socket, System.nanoTime());
    Thread.ofVirtual().name("weir-http").start(() -> serve(socket));
  }

  private boolean makeRoom() {
    Socket oldest = null;
    long age = TIME_WHEN_FULL.toNanos();
    long now = System.nanoTime();
    for (Map.Entry<Socket, Long> each : open.entrySet()) {
      if (now - each.getValue() > age) {
        age = now - each.getValue();
        oldest = each.getKey();
      }
    }
    if (oldest == null) {
      return false;
    }
    end(oldest);
    return true;
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      HttpRequestHead request = HttpRequestHead.read(socket.getInputStream());
      HttpAnswer answer =
          request == null ? HttpAnswer.text(400, "no such request\n") : answers.apply(request);
      boolean headOnly = request != null && request.method().equals("HEAD");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
              .formatted(answer.status(), answer.phrase(), answer.type(), body.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      if (!headOnly) {
        socket.getOutputStream().write(body);
      }
      socket.shutdownOutput();
    } catch (IOException e) {
      // The client is gone, or took too long.
    } finally {
      open.remove(socket);
    }
  }

  /** Closes what has taken too long: that alone ends a write that nobody reads. */
  private void watch() {
    while (!server.isClosed()) {
      pause();
      long now = System.nanoTime();
      open.forEach(
          (socket, since) -> {
            if (now - since > time.toNanos()) {
              end(socket);
            }
          });
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    close(socket);
  }

  private static void pause() {
    try {
      // Deadlines pass without an event: they are looked at every so often.
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It is of no more use either way.
    }
  }
}
