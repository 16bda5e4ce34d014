package dev.weir.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSourceTest {
  private final List<String> requests = new ArrayList<>();
  private final HttpServer server;

  HttpSourceTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/etag", exchange -> answer(exchange, "ETag", "\"7\""));
    server.createContext(
        "/date", exchange -> answer(exchange, "Last-Modified", "Fri, 27 Nov 2026 10:00:00 GMT"));
    server.createContext("/plain", exchange -> answer(exchange, "X-Nothing", "x"));
    server.createContext("/moved", exchange -> redirect(exchange, "/etag"));
    server.createContext("/away", exchange -> redirect(exchange, "http://localhost:1/etag"));
    server.createContext("/port", exchange -> redirect(exchange, "http://127.0.0.1:1/etag"));
    server.createContext("/round", exchange -> redirect(exchange, "/round"));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void readsAndAsksWithWhatItKnows() throws Exception {
    String version = read("/etag", null);

    assertEquals("etag \"7\"", version);
    assertNull(source("/etag", true).open(version));
    assertEquals(List.of("/etag null", "/etag \"7\""), requests);
  }

  @Test
  void readsByDateWhereThereIsNoTag() throws Exception {
    String version = read("/date", null);

    assertNull(source("/date", true).open(version));
  }

  @Test
  void readsEachTimeWhereThereIsNeither() throws Exception {
    String version = read("/plain", null);

    assertEquals("", read("/plain", version));
  }

  @Test
  void followsToTheSameHostAlone() throws Exception {
    assertEquals("etag \"7\"", read("/moved", null));
    assertTrue(problem("/away", true).contains("redirects elsewhere"), problem("/away", true));
    assertTrue(problem("/port", true).contains("redirects elsewhere"));
    assertTrue(problem("/round", true).contains("more than 5 times"));
    assertTrue(problem("/missing", true).contains("404"));
  }

  @Test
  void goesToNoPrivateAddressUnlessAllowed() {
    assertTrue(problem("/etag", false).contains("private_addresses"), problem("/etag", false));
    assertEquals(List.of(), requests);
  }

  private String read(String path, @Nullable String version) throws IOException {
    try (ListContent content = there(source(path, true).open(version))) {
      assertEquals("content", new String(content.bytes().readAllBytes(), StandardCharsets.UTF_8));
      return content.version();
    }
  }

  private static ListContent there(@Nullable ListContent content) {
    return Objects.requireNonNull(content, "a list");
  }

  private String problem(String path, boolean privateAddresses) {
    return String.valueOf(
        assertThrows(IOException.class, () -> source(path, privateAddresses).open(null))
            .getMessage());
  }

  private HttpSource source(String path, boolean privateAddresses) {
    return new HttpSource(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), privateAddresses);
  }

  private void answer(HttpExchange exchange, String name, String value) throws IOException {
    String known = exchange.getRequestHeaders().getFirst("If-None-Match");
    String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
    requests.add(exchange.getRequestURI() + " " + known);
    try (exchange) {
      exchange.getResponseHeaders().set(name, value);
      if (value.equals(known) || value.equals(since)) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        byte[] body = "content".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Location", to);
      exchange.sendResponseHeaders(302, -1);
    }
  }
}
