package dev.weir.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Looks at and changes OpenSearch beside the sidecar. */
record Search(URI endpoint) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  JsonNode ask(String method, String path, String json) throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, BodyPublishers.ofString(json))
                .header("Content-Type", "application/json")
                .build(),
            BodyHandlers.ofString());
    return JSON.readTree(answer.body());
  }

  /** Makes an index that refuses any other field than those, and the safe form as well. */
  void createStrict(String index, String fields) throws Exception {
    put(
        "/_index_template/strict",
        """
        {"index_patterns":["weir-replayed-*"],"priority":900,"template":{
          "settings":{"number_of_replicas":0},
          "mappings":{"dynamic":"strict","properties":{
            "log":{"type":"object","dynamic":true},
            %s
            "@timestamp":{"type":"date"},
            "weir":{"type":"object","dynamic":true}}}}}
        """
            .formatted(fields));
    put("/" + index, "{}");
  }

  void put(String path, String json) throws Exception {
    JsonNode answer = ask("PUT", path, json);
    assertTrue(answer.path("acknowledged").asBoolean(), answer.toString());
  }

  long count(String index) throws Exception {
    ask("POST", "/" + index + "/_refresh", "");
    return ask("GET", "/" + index + "/_count?ignore_unavailable=true", "").path("count").asLong();
  }

  /** A dead letter as it is now. */
  JsonNode letter(String name) throws Exception {
    return ask("GET", "/weir-dead-letters/_doc/" + name, "").path("_source");
  }

  /** How many dead letters have this status. */
  long letters(String status) throws Exception {
    ask("POST", "/weir-dead-letters/_refresh", "");
    return ask(
            "GET",
            "/weir-dead-letters/_count?ignore_unavailable=true",
            "{\"query\":{\"term\":{\"status\":\"" + status + "\"}}}")
        .path("count")
        .asLong();
  }

  /** Forgets all dead letters and the indices of a type. */
  void clear(String index) throws Exception {
    ask("DELETE", "/_index_template/strict", "");
    ask("DELETE", "/weir-dead-letters?ignore_unavailable=true", "");
    ask("DELETE", "/" + index + "?ignore_unavailable=true", "");
  }
}
