package dev.weir.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.RefusedException;
import dev.weir.type.Period;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds documents that lie in another index of their type already: those whose index follows from
 * when they were received as well as from their time, and which came before. Not on the way of
 * other documents. Thread-safe.
 */
final class Elsewhere {
  private static final JsonMapper JSON = new JsonMapper();

  /** An index that is missing holds nothing; a shard that does not answer may hold anything. */
  private static final Map<String, String> ALL_OR_NOTHING =
      Map.of(
          "ignore_unavailable", "true",
          "allow_no_indices", "true",
          "allow_partial_search_results", "false");

  /** Asked for at once; each may be in several indices, by mistake. */
  private static final int AT_ONCE = 500;

  /**
   * What is known of a request's documents.
   *
   * @param there those that lie in another index
   * @param untold those of which it cannot be told yet
   * @param nanos after how long it can be told of all of them
   */
  record Known(Bulk there, Bulk untold, long nanos) {}

  private final OpenSearch openSearch;
  private final Refreshes refreshes;

  Elsewhere(OpenSearch openSearch) {
    this.openSearch = openSearch;
    this.refreshes = new Refreshes(openSearch);
  }

  /** Asks for the documents of a request that may lie in another index. */
  Known known(Bulk bulk) throws IOException, RefusedException {
    Map<String, Bulk> byPattern = new HashMap<>();
    Bulk untold = new Bulk();
    long nanos = 0;
    for (int at = 0; at < bulk.count(); at++) {
      Segment segment = bulk.segment(at);
      if (segment.isElsewhere(bulk.item(at))) {
        String pattern = pattern(Settlement.index(bulk, at));
        long wait = refreshes.upTo(segment.since(), pattern);
        nanos = Math.max(nanos, wait);
        Bulk into = wait > 0 ? untold : byPattern.computeIfAbsent(pattern, none -> new Bulk());
        into.add(segment, bulk.item(at));
      }
    }
    return new Known(find(byPattern), untold, nanos);
  }

  private Bulk find(Map<String, Bulk> byPattern) throws IOException, RefusedException {
    Bulk known = new Bulk();
    for (Map.Entry<String, Bulk> each : byPattern.entrySet()) {
      for (int from = 0; from < each.getValue().count(); from += AT_ONCE) {
        int to = Math.min(each.getValue().count(), from + AT_ONCE);
        find(each.getKey(), each.getValue().part(from, to), known);
      }
    }
    return known;
  }

  /** All indices of the type that this one is of, {@code weir-<type>-<period>}. */
  static String pattern(String index) {
    int dash = index.lastIndexOf('-');
    while (dash > 0 && Period.of(index.substring(dash + 1)) == null) {
      dash = index.lastIndexOf('-', dash - 1);
    }
    return dash > 0 ? index.substring(0, dash + 1) + "*" : index;
  }

  private void find(String pattern, Bulk asked, Bulk known) throws IOException, RefusedException {
    String path = "/" + pattern + "/_search";
    HttpAnswer answer = openSearch.client().post(path, ALL_OR_NOTHING, request(asked));
    if (answer.status() != 200) {
      throw new RefusedException(path, answer);
    }
    Map<String, String> indices = new HashMap<>();
    for (JsonNode hit : JSON.readTree(answer.body()).path("hits").path("hits")) {
      indices.put(hit.path("_id").asText(), hit.path("_index").asText());
    }
    for (int at = 0; at < asked.count(); at++) {
      String found = indices.get(asked.segment(at).id(asked.item(at)));
      // In its own index OpenSearch says so itself.
      if (found != null && !found.equals(Settlement.index(asked, at))) {
        known.add(asked.segment(at), asked.item(at));
      }
    }
  }

  private static byte[] request(Bulk asked) {
    JsonBuffer out = new JsonBuffer(64 * asked.count() + 128);
    out.ascii("{\"size\":").number(2L * asked.count());
    out.ascii(",\"_source\":false,\"query\":{\"ids\":{\"values\":");
    char before = '[';
    for (int at = 0; at < asked.count(); at++) {
      byte[] id = asked.segment(at).id(asked.item(at)).getBytes(StandardCharsets.UTF_8);
      out.raw(before).string(id, 0, id.length);
      before = ',';
    }
    return out.ascii("]}}}").toByteArray();
  }
}
