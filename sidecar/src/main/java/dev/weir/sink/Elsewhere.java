package dev.weir.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.event.JsonBuffer;
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

  private final SearchClient client;

  Elsewhere(SearchClient client) {
    this.client = client;
  }

  /** The documents of a request that lie in another index. */
  Bulk known(Bulk bulk) throws IOException, RefusedException {
    Map<String, Bulk> byPattern = new HashMap<>();
    for (int at = 0; at < bulk.count(); at++) {
      if (bulk.segment(at).isElsewhere(bulk.item(at))) {
        byPattern
            .computeIfAbsent(pattern(Settlement.index(bulk, at)), none -> new Bulk())
            .add(bulk.segment(at), bulk.item(at));
      }
    }
    Bulk known = new Bulk();
    for (Map.Entry<String, Bulk> each : byPattern.entrySet()) {
      refresh(each.getKey());
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

  /** What was written a moment ago is to be found; where that is refused, the interval decides. */
  private void refresh(String pattern) throws IOException {
    HttpAnswer unused = client.post("/" + pattern + "/_refresh");
  }

  private void find(String pattern, Bulk asked, Bulk known) throws IOException, RefusedException {
    String path = "/" + pattern + "/_search";
    HttpAnswer answer = client.post(path, ALL_OR_NOTHING, request(asked));
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
