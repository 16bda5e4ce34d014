package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Requests about matches and alerts. Each asks OpenSearch once, and throws an {@link IOException}
 * whose message says what is wrong if the answer is not as it should be. Thread-safe.
 */
final class SearchRequests {
  private static final JsonMapper JSON = new JsonMapper();

  private static final Map<String, String> BULK =
      Map.of(
          "filter_path", "items.*.status,items.*.error.type,items.*._seq_no,items.*._primary_term");

  private final Supplier<SearchClient> client;

  /**
   * Requests of a client.
   *
   * @param client gives it; asked at each request
   */
  SearchRequests(Supplier<SearchClient> client) {
    this.client = client;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * Asks.
   *
   * @return the answer; one without content if there is no such index or document
   */
  JsonNode post(String path, JsonNode request) throws IOException {
    return post(path, Map.of(), request);
  }

  private JsonNode post(String path, Map<String, String> parameters, JsonNode request)
      throws IOException {
    return content(path, client.get().post(path, parameters, bytes(request.toString())));
  }

  /** Searches; what is found names its version, so that it can be changed. */
  JsonNode search(String index, ObjectNode request) throws IOException {
    return post(
        "/" + index + "/_search",
        Map.of("ignore_unavailable", "true", "seq_no_primary_term", "true"),
        request);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** {@link #post} without a body, by GET. */
  JsonNode get(String path) throws IOException {
    return content(path, client.get().get(path));
  }

  /** Asks several at once; the answers in the order of the requests. */
  JsonNode multiSearch(String index, List<ObjectNode> requests) throws IOException {
    StringBuilder lines = new StringBuilder();
    requests.forEach(
        request ->
            lines
                .append("{\"index\":\"")
                .append(index)
                .append("\",\"ignore_unavailable\":true}\n")
                .append(request)
                .append('\n'));
    HttpAnswer answer = client.get().post("/_msearch", Map.of(), bytes(lines.toString()));
    JsonNode responses = content("/_msearch", answer).path("responses");
    for (JsonNode response : responses) {
      if (response.path("status").asInt(200) != 200) {
        throw new IOException(
            "OpenSearch answers a search of "
                + index
                + " with "
                + response.path("status").asInt()
                + " "
                + response.path("error").path("type").asText());
      }
    }
    return responses;
  }

  /**
   * Sends a bulk request.
   *
   * @return the items of the answer, in their order; one with status 409 or 404 met another
   *     document than it was for
   * @throws IOException if an item has any other error
   */
  JsonNode bulk(StringBuilder lines) throws IOException {
    HttpAnswer answer = client.get().post("/_bulk", BULK, bytes(lines.toString()));
    JsonNode items = content("/_bulk", answer).path("items");
    for (JsonNode item : items) {
      JsonNode outcome = outcome(item);
      int status = outcome.path("status").asInt();
      if (status >= 300 && status != 409 && status != 404) {
        throw new IOException(
            "OpenSearch refuses a document of alerts: "
                + status
                + " "
                + outcome.path("error").path("type").asText());
      }
    }
    return items;
  }

  /** What became of an item of a bulk request, whatever was asked. */
  static JsonNode outcome(JsonNode item) {
    return item.path(item.fieldNames().next());
  }

  /** Whether an item was written. */
  static boolean isWritten(JsonNode item) {
    return outcome(item).path("status").asInt() < 300;
  }

  private static JsonNode content(String path, HttpAnswer answer) throws IOException {
    if (answer.status() == 404) {
      return JSON.createObjectNode();
    }
    if (answer.status() != 200 && answer.status() != 201) {
      throw unexpected(path, answer);
    }
    return JSON.readTree(answer.body());
  }

  private static IOException unexpected(String path, HttpAnswer answer) {
    return new IOException(
        "OpenSearch answers "
            + path
            + " with "
            + answer.status()
            + " "
            + BulkAnswer.errorType(answer.body()));
  }
}
