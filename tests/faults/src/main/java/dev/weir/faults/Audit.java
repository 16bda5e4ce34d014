package dev.weir.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.e2e.SearchIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Holds what OpenSearch has against what was made, page by page. */
final class Audit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2_000;
  private static final String KEEP = "5m";
  private static final String OBJECTS = "weir.object";

  private final SearchIndex search;
  private final Expected expected;
  private final String bucket;

  Audit(SearchIndex search, Expected expected, String bucket) {
    this.search = search;
    this.expected = expected;
    this.bucket = bucket;
  }

  /** All that was made and all that is there. */
  Findings everything(Map<String, Long> flags) {
    Findings records =
        records(JSON.createObjectNode().set("match_all", JSON.createObjectNode()), 0);
    List<String> problems = ledger("", 0);
    long dead = search.count("weir-dead-letters");
    if (dead > 0) {
      problems.add(dead + " dead letters, and nothing bad was put");
    }
    Map<String, Long> sums = search.sums(flags.keySet());
    if (!sums.equals(flags)) {
      problems.add("flags summed up in OpenSearch are " + sums + ", made were " + flags);
    }
    return records.with(problems);
  }

  /**
   * What came in one wave.
   *
   * @param from the place of its first record
   * @param firstBatch its first batch
   */
  Findings wave(int wave, int from, int firstBatch) {
    String prefix = "wave-" + wave + "/";
    ObjectNode query = JSON.createObjectNode();
    var should = query.putObject("bool").putArray("should");
    should.addObject().putObject("prefix").put(OBJECTS, "s3://" + bucket + "/" + prefix);
    should.addObject().putObject("prefix").put("line", prefix);
    Findings records = records(query, from);
    List<String> problems = ledger(prefix, firstBatch);
    long there = search.count(SearchIndex.RECORDS);
    int made = expected.size();
    if (there > made || there < made - expected.optional()) {
      problems.add("OpenSearch counts " + there + " records, made were " + made);
    }
    return records.with(problems);
  }

  /** Documents that the query finds, against the records from that place on. */
  private Findings records(JsonNode query, int from) {
    search.refresh();
    BitSet seen = new BitSet(expected.size());
    long[] count = new long[4];
    scan(
        SearchIndex.RECORDS,
        query,
        document -> {
          RecordDigest record = RecordDigest.of(document);
          int place = expected.place(record.id());
          if (place < 0) {
            count[3]++;
          } else if (!expected.says(place, record.content())) {
            count[2]++;
          } else if (seen.get(place)) {
            count[1]++;
          } else {
            count[0]++;
            seen.set(place);
          }
        });
    return new Findings(
        count[0], expected.missing(from, seen), count[1], count[2], count[3], List.of());
  }

  /** Each object has its line, and the line adds up. */
  private List<String> ledger(String prefix, int firstBatch) {
    List<String> problems = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    ObjectNode query = JSON.createObjectNode();
    query.putObject("prefix").put("key", prefix);
    scan(
        "weir-ledger",
        query,
        line -> {
          String key = line.path("key").asText();
          lines.add(key + " " + line.path("version").asText() + " " + line.path("read").asLong());
          long sum = 0;
          for (JsonNode fate : line.path("records")) {
            long records = fate.path("count").asLong();
            sum += records;
            if (records != 0 && !fate.path("fate").asText().endsWith("indexed")) {
              problems.add(key + " has " + records + " " + fate.path("fate").asText());
            }
          }
          if (sum != line.path("read").asLong()) {
            problems.add(key + ": " + sum + " records with a fate, read were " + line.path("read"));
          }
        });
    Set<String> there = new HashSet<>(lines);
    if (there.size() < lines.size()) {
      problems.add((lines.size() - there.size()) + " lines of the ledger are there twice");
    }
    List<Batch> batches = expected.batches();
    for (Batch batch : batches.subList(firstBatch, batches.size())) {
      String line = batch.name() + " " + batch.version() + " " + batch.records();
      if (batch.isObject() && batch.required() && !there.contains(line)) {
        problems.add("the ledger has no line \"" + line + "\"");
      }
    }
    return problems;
  }

  /** By scroll: pages by point in time and {@code _shard_doc} leave documents out in 3.8.0. */
  private void scan(String indices, JsonNode query, Consumer<JsonNode> each) {
    ObjectNode request = JSON.createObjectNode().put("size", PAGE);
    request.set("query", query);
    request.putArray("sort").add("_doc");
    JsonNode page =
        asked(
            "POST",
            "/" + indices + "/_search?scroll=" + KEEP + "&ignore_unavailable=true",
            request.toString());
    while (!page.path("hits").path("hits").isEmpty()) {
      page.path("hits").path("hits").forEach(hit -> each.accept(hit.path("_source")));
      ObjectNode next = JSON.createObjectNode().put("scroll", KEEP);
      next.set("scroll_id", page.path("_scroll_id"));
      page = asked("POST", "/_search/scroll", next.toString());
    }
    ObjectNode end = JSON.createObjectNode();
    end.putArray("scroll_id").add(page.path("_scroll_id"));
    asked("DELETE", "/_search/scroll", end.toString());
  }

  private JsonNode asked(String method, String path, String body) {
    JsonNode answer = search.ask(method, path, body);
    if (answer.has("error") || answer.at("/_shards/failed").asInt() > 0) {
      throw new IllegalStateException("OpenSearch could not be read whole: " + answer);
    }
    return answer;
  }
}
