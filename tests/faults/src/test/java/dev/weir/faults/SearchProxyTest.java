package dev.weir.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that creates every item of a bulk request and remembers it. */
class SearchProxyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> created = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private SearchProxy proxy;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String[] lines =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                  .split("\n", -1);
          List<String> items = new ArrayList<>();
          for (int i = 0; i + 1 < lines.length; i += 2) {
            created.add(lines[i + 1]);
            items.add("{\"create\":{\"status\":201}}");
          }
          byte[] answer =
              ("{\"errors\":false,\"items\":[" + String.join(",", items) + "]}")
                  .getBytes(StandardCharsets.UTF_8);
          // Length 0: in chunks.
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    proxy = new SearchProxy(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() throws IOException {
    client.shutdownNow();
    proxy.close();
    server.stop(0);
  }

  @Test
  void carriesRequestsAndAnswersWhenCalm() throws Exception {
    HttpResponse<String> answer = bulk(3);

    assertEquals(200, answer.statusCode());
    assertEquals(3, JSON.readTree(answer.body()).path("items").size());
    assertEquals(List.of("{\"n\":0}", "{\"n\":1}", "{\"n\":2}"), created);
  }

  @Test
  void refusesItemsWith429OnlyWhereItDidNotCarryThemOut() throws Exception {
    proxy.disturb(new ItemStorm(new Dice(1)));
    int refused = 0;
    for (int round = 0; round < 20; round++) {
      created.clear();

      JsonNode items = JSON.readTree(bulk(50).body()).path("items");

      assertEquals(50, items.size());
      for (int i = 0; i < 50; i++) {
        int status = items.path(i).path("create").path("status").asInt();
        refused += status == 201 ? 0 : 1;
        boolean there = created.contains("{\"n\":" + i + "}");
        assertTrue(status == 201 ? there : status == 503 || !there, status + " " + there);
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }

  @Test
  void refusesWholeRequestsInAStorm() throws Exception {
    proxy.disturb(new RequestStorm(new Dice(2)));
    List<Integer> statuses = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      statuses.add(bulk(4).statusCode());
    }

    assertTrue(statuses.containsAll(List.of(200, 429, 503)), statuses.toString());
  }

  @Test
  void cutsAnswersOfRequestsThatWereCarriedOut() throws Exception {
    proxy.disturb(exchange -> exchange.cut(exchange.carryOut(), 60));

    assertThrows(IOException.class, () -> bulk(2));
    assertEquals(2, created.size());
  }

  @Test
  void resetsConnections() throws Exception {
    proxy.disturb(Exchange::reset);

    assertThrows(IOException.class, () -> bulk(2));
    assertEquals(0, created.size());
    proxy.calm();
    assertEquals(200, bulk(2).statusCode());
  }

  @Test
  void answersTooLate() throws Exception {
    proxy.disturb(new TimeOut(new Dice(3), Duration.ofMillis(1_500)));
    int late = 0;
    for (int round = 0; round < 6; round++) {
      long began = System.nanoTime();
      assertEquals(200, bulk(1).statusCode());
      late += System.nanoTime() - began > Duration.ofMillis(1_400).toNanos() ? 1 : 0;
    }

    assertTrue(late > 0);
  }

  private HttpResponse<String> bulk(int items) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < items; i++) {
      body.append("{\"create\":{}}\n{\"n\":").append(i).append("}\n");
    }
    return client.send(
        HttpRequest.newBuilder(proxy.endpoint().resolve("/_bulk"))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
