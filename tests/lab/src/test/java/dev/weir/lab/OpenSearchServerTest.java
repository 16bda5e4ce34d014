package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class OpenSearchServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void keepsADocumentOverASigkill(Lab lab) throws Exception {
    OpenSearchServer server = lab.openSearch();
    URI endpoint = server.endpoint();
    long pid = server.pid();
    assertEquals(201, send(server, "PUT", "/killed/_doc/1", "{\"a\":1}").statusCode());

    server.kill();
    assertFalse(server.isRunning());
    assertThrows(IOException.class, () -> send(server, "GET", "/", ""));
    server.restart();
    HttpResponse<String> found = send(server, "GET", "/killed/_search?q=a:1", "");

    assertEquals(endpoint, server.endpoint());
    assertNotEquals(pid, server.pid());
    assertTrue(found.body().contains("\"_source\":{\"a\":1}"), found.body());
  }

  @Test
  void keepsADocumentOverAnOrderlyRestart(Lab lab) throws Exception {
    OpenSearchServer server = lab.openSearch();
    assertEquals(201, send(server, "PUT", "/stopped/_doc/1", "{\"a\":1}").statusCode());

    server.restart();
    HttpResponse<String> found = send(server, "GET", "/stopped/_search?q=a:1", "");

    assertTrue(found.body().contains("\"_source\":{\"a\":1}"), found.body());
  }

  @Test
  void refusesToCreateAnIdTwice(Lab lab) throws Exception {
    OpenSearchServer server = lab.openSearch();

    int first = send(server, "PUT", "/conflict/_create/1", "{\"a\":1}").statusCode();
    int second = send(server, "PUT", "/conflict/_create/1", "{\"a\":1}").statusCode();

    assertEquals(201, first);
    assertEquals(409, second);
  }

  @Test
  void runsScriptsPipelinesAndReindexing(Lab lab) throws Exception {
    OpenSearchServer server = lab.openSearch();
    String pipeline = "{\"processors\":[{\"set\":{\"field\":\"b\",\"value\":2}}]}";
    assertEquals(200, send(server, "PUT", "/_ingest/pipeline/set-b", pipeline).statusCode());
    assertEquals(
        201,
        send(server, "PUT", "/scripted/_doc/1?refresh=true&pipeline=set-b", "{\"a\":1}")
            .statusCode());

    String script = "{\"script\":{\"source\":\"ctx._source.a += ctx._source.b\"}}";
    HttpResponse<String> updated =
        send(server, "POST", "/scripted/_update_by_query?refresh=true", script);
    HttpResponse<String> found = send(server, "GET", "/scripted/_search?q=a:3", "");

    assertTrue(updated.body().contains("\"updated\":1"), updated.body());
    assertTrue(found.body().contains("\"_id\":\"1\""), found.body());
  }

  @Test
  void tellsTheProcessorTimeOfTheServer(Lab lab) {
    Duration used = lab.openSearch().cpuTime();

    assertTrue(used.compareTo(Duration.ofMillis(100)) > 0, used.toString());
  }

  private static HttpResponse<String> send(
      OpenSearchServer server, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint().resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
