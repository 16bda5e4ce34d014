package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The matches in {@code weir-matches-*}. Thread-safe. */
final class MatchIndex {
  private static final String NAME = "weir-matches-*";
  private static final int SAMPLES = 5;

  private final SearchRequests requests;

  MatchIndex(SearchRequests requests) {
    this.requests = requests;
  }

  /**
   * What the matches of an alert come to.
   *
   * @param count how many there are
   * @param first when the first record happened
   * @param last when the last one did
   * @param samples documents of some of them, the earliest first
   */
  record Sum(long count, Instant first, Instant last, List<JsonNode> samples) {}

  /** The earliest matches that belong to no alert, up to {@code most}. */
  List<PendingMatch> pending(int most) throws IOException {
    ObjectNode request = SearchRequests.object().put("size", most).put("track_total_hits", false);
    request.putObject("query").putObject("term").put("pending", true);
    request.putArray("sort").addObject().put("@timestamp", "asc");
    List<PendingMatch> matches = new ArrayList<>();
    for (JsonNode hit : requests.search(NAME, request).path("hits").path("hits")) {
      matches.add(PendingMatch.of(hit));
    }
    return matches;
  }

  /**
   * Notes which alerts matches belong to; what somebody else noted first stays.
   *
   * @param recipients who is told of single matches
   */
  void assign(Map<PendingMatch, String> alerts, Recipients recipients) throws IOException {
    StringBuilder lines = new StringBuilder();
    alerts.forEach(
        (match, alert) -> {
          ObjectNode change = SearchRequests.object().put("pending", false).put("alert", alert);
          if (match.notified()) {
            recipients.ofMatch(match).forEach(change.putArray("waiting")::add);
          }
          change(match, change, lines);
        });
    JsonNode unused = requests.bulk(lines);
  }

  /** Matches with an alert that wait for a destination, up to {@code most}. */
  List<PendingMatch> waiting(String destination, int most) throws IOException {
    ObjectNode request = SearchRequests.object().put("size", most).put("track_total_hits", false);
    request.putObject("query").putObject("term").put("waiting", destination);
    List<PendingMatch> matches = new ArrayList<>();
    for (JsonNode hit : requests.search(NAME, request).path("hits").path("hits")) {
      matches.add(PendingMatch.of(hit));
    }
    return matches;
  }

  /** Notes that a destination has matches; where somebody else changed one, it is sent again. */
  void sent(List<PendingMatch> taken, String destination) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (PendingMatch match : taken) {
      ObjectNode change = SearchRequests.object();
      ArrayNode others = change.putArray("waiting");
      for (JsonNode name : match.document().path("waiting")) {
        if (!name.asText().equals(destination)) {
          others.add(name);
        }
      }
      change(match, change, lines);
    }
    JsonNode unused = requests.bulk(lines);
    refresh(taken.stream().map(PendingMatch::index).toList());
  }

  /** Lets matches be that are none. */
  void setAside(List<PendingMatch> broken) throws IOException {
    StringBuilder lines = new StringBuilder();
    broken.forEach(match -> change(match, SearchRequests.object().put("pending", false), lines));
    JsonNode unused = requests.bulk(lines);
  }

  private static void change(PendingMatch match, ObjectNode change, StringBuilder lines) {
    ObjectNode action = SearchRequests.object();
    action
        .putObject("update")
        .put("_index", match.index())
        .put("_id", match.id())
        .put("if_seq_no", match.sequence())
        .put("if_primary_term", match.term());
    ObjectNode update = SearchRequests.object();
    update.set("doc", change);
    lines.append(action).append('\n').append(update).append('\n');
  }

  /** Makes what was noted visible to a search. */
  void refresh(Collection<String> indices) throws IOException {
    Set<String> names = new TreeSet<>(indices);
    if (!names.isEmpty()) {
      String path = "/" + String.join(",", names) + "/_refresh";
      JsonNode unused = requests.post(path, SearchRequests.object());
    }
  }

  /** What the matches of alerts come to; without alerts that have none. */
  Map<String, Sum> sums(Collection<String> alerts) throws IOException {
    ObjectNode request = SearchRequests.object().put("size", 0).put("track_total_hits", false);
    alerts.forEach(request.putObject("query").putObject("terms").putArray("alert")::add);
    ObjectNode byAlert = request.putObject("aggs").putObject("alerts");
    byAlert.putObject("terms").put("field", "alert").put("size", alerts.size());
    ObjectNode each = byAlert.putObject("aggs");
    each.putObject("first").putObject("min").put("field", "@timestamp");
    each.putObject("last").putObject("max").put("field", "@timestamp");
    ObjectNode hits = each.putObject("samples").putObject("top_hits").put("size", SAMPLES);
    hits.putArray("sort").addObject().put("@timestamp", "asc");
    hits.putArray("_source").add("record").add("@timestamp");
    Map<String, Sum> sums = new HashMap<>();
    for (JsonNode bucket :
        requests.search(NAME, request).path("aggregations").path("alerts").path("buckets")) {
      List<JsonNode> samples = new ArrayList<>();
      bucket
          .path("samples")
          .path("hits")
          .path("hits")
          .forEach(hit -> samples.add(hit.path("_source")));
      sums.put(
          bucket.path("key").asText(),
          new Sum(
              bucket.path("doc_count").asLong(),
              Instant.ofEpochMilli(bucket.path("first").path("value").asLong()),
              Instant.ofEpochMilli(bucket.path("last").path("value").asLong()),
              samples));
    }
    return sums;
  }
}
