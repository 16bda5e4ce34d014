package dev.weir.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at and changes OpenSearch beside what is tested. */
public record Rest(URI endpoint) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Pattern COUNT = Pattern.compile("\"count\":(\\d+)");

  public HttpResponse<String> send(String method, String path, String json) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method, BodyPublishers.ofString(json))
            .header("Content-Type", "application/json")
            .build(),
        BodyHandlers.ofString());
  }

  public String get(String path) throws Exception {
    return send("GET", path, "").body();
  }

  public void put(String path, String json) throws Exception {
    HttpResponse<String> answer = send("PUT", path, json);
    assertTrue(answer.statusCode() < 300, answer.body());
  }

  public void post(String path) throws Exception {
    HttpResponse<String> answer = send("POST", path, "");
    assertTrue(answer.statusCode() < 300, answer.body());
  }

  public void delete(String path) throws IOException, InterruptedException {
    HTTP.send(
        HttpRequest.newBuilder(URI.create(endpoint + path)).DELETE().build(),
        BodyHandlers.discarding());
  }

  /** How many documents are there for a search. */
  public long count(String index) throws Exception {
    post("/" + index + "/_refresh");
    Matcher matcher = COUNT.matcher(get("/" + index + "/_count"));
    assertTrue(matcher.find());
    return Long.parseLong(matcher.group(1));
  }

  public void assertCount(long expected, String index) throws Exception {
    assertEquals(expected, count(index), index);
  }
}
