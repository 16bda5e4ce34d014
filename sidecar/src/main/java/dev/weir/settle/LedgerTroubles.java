package dev.weir.settle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.SearchClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects of {@code weir-ledger} that need somebody, by kind.
 *
 * @param counts how many of each kind there are; without kinds of which there are none
 * @param newest some of each kind, those first whose line was written last
 */
public record LedgerTroubles(SortedMap<String, Long> counts, List<LedgerTrouble> newest) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The kinds, each with the lines that are of it; lines of earlier versions have no reason. */
  private static final String REQUEST =
      """
      {"size":0,"aggs":{"kinds":{
        "filters":{"filters":{
          "poisoned":{"term":{"state":"poisoned"}},
          "unaccounted":{"nested":{"path":"records","query":{"bool":{"filter":[
            {"term":{"records.fate":"unaccounted"}},{"range":{"records.count":{"gt":0}}}]}}}},
          "dead_lettered":{"bool":{"filter":[{"term":{"reason":"dead_lettered"}}],
            "must_not":[{"term":{"state":"poisoned"}}]}},
          "unparsed":{"bool":{"filter":[{"term":{"reason":"unparsed"}}],
            "must_not":[{"term":{"state":"poisoned"}}]}}}},
        "aggs":{"newest":{"top_hits":{"size":%d,"sort":[{"@timestamp":"desc"}],
          "_source":["bucket","key","version","reason","unparsed","records"]}}}}}}
      """;

  /** Asks once; what was written last is in the answer where the server lets itself be told. */
  static LedgerTroubles ask(SearchClient client, int each) throws IOException {
    HttpAnswer unused = client.post("/weir-ledger/_refresh");
    HttpAnswer answer = client.post("/weir-ledger/_search", REQUEST.formatted(each));
    if (answer.status() == 404) {
      return new LedgerTroubles(new TreeMap<>(), List.of());
    }
    if (answer.status() != 200) {
      throw new IOException(
          "OpenSearch answers " + answer.status() + " " + BulkAnswer.errorType(answer.body()));
    }
    return read(JSON.readTree(answer.body()).at("/aggregations/kinds/buckets"));
  }

  private static LedgerTroubles read(JsonNode kinds) {
    SortedMap<String, Long> counts = new TreeMap<>();
    List<LedgerTrouble> newest = new ArrayList<>();
    for (Map.Entry<String, JsonNode> kind : kinds.properties()) {
      long count = kind.getValue().path("doc_count").asLong();
      if (count > 0) {
        counts.put(kind.getKey(), count);
      }
      for (JsonNode hit : kind.getValue().at("/newest/hits/hits")) {
        newest.add(trouble(kind.getKey(), hit.path("_source")));
      }
    }
    return new LedgerTroubles(counts, newest);
  }

  private static LedgerTrouble trouble(String kind, JsonNode line) {
    long records = kind.equals("unparsed") ? line.path("unparsed").asLong() : 0;
    for (JsonNode fate : line.path("records")) {
      String name = fate.path("fate").asText();
      if (name.equals(kind) || name.startsWith(kind + ".")) {
        records += fate.path("count").asLong();
      }
    }
    return new LedgerTrouble(
        kind,
        line.path("bucket").asText(),
        line.path("key").asText(),
        line.path("version").asText(),
        kind.equals("poisoned") ? line.path("reason").asText() : "",
        records);
  }
}
