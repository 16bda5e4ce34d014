package dev.weir.notify;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A host that takes posts. The path says what it answers. */
final class WebHost implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);

  /** What was posted. */
  final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();

  /** A post with its headers. */
  record Post(Headers headers, String body) {}

  WebHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    posts.add(new Post(exchange.getRequestHeaders(), body));
    Headers headers = exchange.getResponseHeaders();
    if (path.startsWith("/status/")) {
      String[] parts = path.split("/", -1);
      if (parts.length > 3) {
        headers.set("Retry-After", parts[3]);
      }
      write(exchange, Integer.parseInt(parts[2]), "it_says " + exchange.getRequestURI());
    } else if (path.startsWith("/away")) {
      headers.set("Location", "https://203.0.113.9/steal?" + path);
      write(exchange, 307, "");
    } else if (path.startsWith("/huge")) {
      huge(exchange);
    } else if (path.startsWith("/hang")) {
      hang();
    } else if (path.startsWith("/drip")) {
      drip(exchange, path.endsWith("/500") ? 500 : 200);
    } else {
      write(exchange, 200, "ok");
    }
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void huge(HttpExchange exchange) {
    byte[] block = new byte[1 << 16];
    Arrays.fill(block, (byte) 'x');
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (long sent = 0; sent < 64L << 30; sent += block.length) {
        out.write(block);
      }
    } catch (IOException e) {
      // The other side has enough.
    }
  }

  private void hang() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A byte now and then: no single read takes too long. */
  private void drip(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, 0);
      while (!end.await(20, TimeUnit.MILLISECONDS)) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      }
    } catch (IOException e) {
      // The other side has enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
