package dev.weir.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoints over a real socket. */
class HttpEndpointsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean up = new AtomicBoolean(true);
  private final Metrics metrics = new Metrics();
  private final HttpEndpoints endpoints =
      new HttpEndpoints(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          metrics::scrape,
          List.of(
              new Check("opensearch", () -> whileDown("refuses connections")),
              new Check("forward", () -> whileDown("no listener yet"))));

  @AfterEach
  void stop() {
    endpoints.close();
    metrics.close();
    client.close();
  }

  @Test
  void servesMetrics() throws Exception {
    metrics.filtered("noise");
    endpoints.start();

    HttpResponse<String> answer = get("/metrics");

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").contains("version=0.0.4"));
    assertTrue(answer.body().contains("weir_filtered_total{reason=\"noise\"} 1.0"), answer.body());
  }

  @Test
  void isAliveEvenWhenNotReady() throws Exception {
    up.set(false);
    endpoints.start();

    assertEquals(200, get("/healthz").statusCode());
    HttpResponse<String> ready = get("/readyz");

    assertEquals(503, ready.statusCode());
    assertEquals("opensearch: refuses connections\nforward: no listener yet\n", ready.body());
  }

  @Test
  void becomesReady() throws Exception {
    up.set(false);
    endpoints.start();
    assertEquals(503, get("/readyz").statusCode());

    up.set(true);

    assertEquals(200, get("/readyz").statusCode());
    assertEquals("ready\n", get("/readyz").body());
  }

  @Test
  void answersNothingElse() throws Exception {
    endpoints.start();

    assertEquals(404, get("/").statusCode());
    assertEquals(404, get("/metrics/x").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(uri("/metrics")).POST(HttpRequest.BodyPublishers.noBody()).build();
    assertEquals(405, client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aScrapeThatFailsIsA500AndTheNextOneWorks() throws Exception {
    AtomicReference<RuntimeException> failure =
        new AtomicReference<>(new IllegalStateException("scrape"));
    try (HttpEndpoints broken =
        new HttpEndpoints(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            () -> {
              RuntimeException e = failure.getAndSet(null);
              if (e != null) {
                throw e;
              }
              return "fine\n";
            },
            List.of())) {
      broken.start();
      URI uri = URI.create("http://127.0.0.1:" + broken.port() + "/metrics");
      HttpRequest request = HttpRequest.newBuilder(uri).build();

      int first = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      int second = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();

      assertEquals(500, first);
      assertEquals(200, second);
    }
  }

  @Test
  void answersBesideHundredsOfConnectionsThatSayNothingOrHalfARequest() throws Exception {
    endpoints.start();
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoints.port());
        idle.add(socket);
        if (i % 2 == 0) {
          socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nX: ".getBytes(US_ASCII));
        }
      }

      assertTrue(open(idle) <= HttpListener.MOST_CONNECTIONS, () -> idle.size() + " are open");
      assertEquals(200, getBefore(System.nanoTime() + SECONDS.toNanos(20)));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void endsRequestsThatTakeTooLongAndAnswersThatNobodyReads() throws Exception {
    String large = "x".repeat(16 << 20);
    try (HttpListener listener =
            HttpListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Duration.ofMillis(300),
                request -> HttpAnswer.text(200, large));
        Socket half = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        Socket deaf = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      half.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(US_ASCII));
      deaf.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

      assertEquals(-1, half.getInputStream().read());
      Eventually.until("both are closed", () -> listener.connections() == 0);
    }
  }

  /** How many of them the server has not closed. */
  private static long open(List<Socket> sockets) throws IOException {
    long open = 0;
    for (Socket socket : sockets) {
      socket.setSoTimeout(20);
      try {
        int unused = socket.getInputStream().read();
      } catch (SocketTimeoutException e) {
        open++;
      } catch (IOException e) {
        // Reset.
      }
    }
    return open;
  }

  /** Asks until there is an answer, as who scrapes does. */
  private int getBefore(long deadline) throws Exception {
    while (true) {
      try {
        return get("/metrics").statusCode();
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  @Test
  void closesBeforeStartAndTwice() throws Exception {
    endpoints.close();
    endpoints.start();
    URI uri = uri("/healthz");

    endpoints.close();
    endpoints.close();

    HttpRequest request = HttpRequest.newBuilder(uri).build();
    assertThrows(
        ConnectException.class, () -> client.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private Optional<String> whileDown(String problem) {
    return up.get() ? Optional.empty() : Optional.of(problem);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + endpoints.port() + path);
  }
}
