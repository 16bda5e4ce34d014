package dev.weir.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.lab.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks OpenSearch what it holds: the count that a claim is held against. */
public final class SearchIndex implements AutoCloseable {
  /** Records, not Weir's own ledger and dead letters. */
  public static final String RECORDS =
      "weir-*,-weir-ledger*,-weir-dead-letters*,-weir-matches-*,-weir-alerts*,-weir-leases*";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 10_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;

  public SearchIndex(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Deletes all that weir wrote to the OpenSearch at {@code endpoint}. */
  public static void empty(URI endpoint) {
    try (SearchIndex search = new SearchIndex(endpoint)) {
      search.ask("DELETE", "/weir-*?ignore_unavailable=true", null);
    }
  }

  /**
   * Waits for the first document of an index.
   *
   * @throws IllegalStateException if there is none within the deadline
   */
  public JsonNode awaitOne(String index, Duration deadline) {
    Eventually.until(
        deadline,
        () -> {
          refresh();
          return count(index) > 0;
        },
        () -> "nothing in " + index);
    return ask("GET", "/" + index + "/_search?size=1", null).at("/hits/hits/0/_source");
  }

  /** Makes all that was written visible. */
  public void refresh() {
    ask("POST", "/weir-*/_refresh?ignore_unavailable=true", null);
  }

  /** How many documents the indices hold. */
  public long count(String indices) {
    return ask("GET", "/" + indices + "/_count?ignore_unavailable=true", null)
        .path("count")
        .asLong();
  }

  /** The sum of each field over all records. */
  public Map<String, Long> sums(Collection<String> fields) {
    ObjectNode search = JSON.createObjectNode().put("size", 0);
    ObjectNode aggregations = search.putObject("aggs");
    fields.forEach(field -> aggregations.putObject(field).putObject("sum").put("field", field));
    JsonNode answer =
        ask("POST", "/" + RECORDS + "/_search?ignore_unavailable=true", search.toString());
    Map<String, Long> sums = new TreeMap<>();
    for (String field : fields) {
      sums.put(field, answer.path("aggregations").path(field).path("value").asLong());
    }
    return sums;
  }

  /** How many records stand in an index more than once, told by object and ordinal: exact. */
  public long duplicates() {
    long duplicates = 0;
    JsonNode after = null;
    do {
      ObjectNode search = JSON.createObjectNode().put("size", 0);
      ObjectNode composite =
          search.putObject("aggs").putObject("records").putObject("composite").put("size", PAGE);
      ArrayNode sources = composite.putArray("sources");
      terms(sources, "object", "weir.object");
      terms(sources, "version", "weir.version");
      terms(sources, "ordinal", "weir.ordinal");
      if (after != null) {
        composite.set("after", after);
      }
      JsonNode records =
          ask("POST", "/" + RECORDS + "/_search?ignore_unavailable=true", search.toString())
              .path("aggregations")
              .path("records");
      for (JsonNode bucket : records.path("buckets")) {
        duplicates += bucket.path("doc_count").asLong() - 1;
      }
      after = records.get("after_key");
    } while (after != null);
    return duplicates;
  }

  /** The sum of each fate that is not zero over all objects of the ledger index. */
  public Map<String, Long> fates() {
    refresh();
    Map<String, Long> fates = new TreeMap<>();
    JsonNode objects =
        ask("GET", "/weir-ledger/_search?size=" + PAGE, null).path("hits").path("hits");
    for (JsonNode object : objects) {
      for (JsonNode records : object.path("_source").path("records")) {
        fates.merge(records.path("fate").asText(), records.path("count").asLong(), Long::sum);
      }
    }
    fates.values().removeIf(count -> count == 0);
    return fates;
  }

  /** Any request; the answer's JSON. */
  public JsonNode ask(String method, String path, @Nullable String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("OpenSearch did not answer " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static void terms(ArrayNode sources, String name, String field) {
    sources.addObject().putObject(name).putObject("terms").put("field", field);
  }
}
