package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The alerts in {@code weir-alerts}. The alerts of a group have numbers from 1 on, which are part
 * of their ids: who makes one without knowing of the one before it fails. Thread-safe.
 */
final class AlertIndex {
  private static final String NAME = "weir-alerts";
  private static final int MOST_WINDOWS = 1000;
  private static final int CHANGE_TRIES = 5;

  private final SearchRequests requests;

  AlertIndex(SearchRequests requests) {
    this.requests = requests;
  }

  static String id(String group, long number) {
    return group + "-" + number;
  }

  static Window window(JsonNode document) {
    return new Window(
        instant(document, "opened"), instant(document, "from"), instant(document, "to"));
  }

  private static Instant instant(JsonNode document, String name) {
    return Instant.parse(document.path(name).asText());
  }

  static void put(ObjectNode document, Window window) {
    document
        .put("opened", IsoInstant.text(window.opened()))
        .put("from", IsoInstant.text(window.from()))
        .put("to", IsoInstant.text(window.to()));
  }

  /**
   * A time of which a group's alerts are wanted.
   *
   * @param length of the windows of its rule
   */
  record Span(String group, Instant first, Instant last, Duration length) {}

  /** The alerts of groups whose windows are near a time, one for each span. */
  List<GroupAlerts> groups(List<Span> spans) throws IOException {
    List<ObjectNode> searches = spans.stream().map(AlertIndex::search).toList();
    List<GroupAlerts> groups = new ArrayList<>();
    JsonNode responses = requests.multiSearch(NAME, searches);
    for (int i = 0; i < spans.size(); i++) {
      JsonNode response = responses.path(i);
      GroupAlerts group = new GroupAlerts();
      Span span = spans.get(i);
      group.known(span.first(), span.last(), span.length());
      for (JsonNode hit : response.path("hits").path("hits")) {
        JsonNode document = hit.path("_source");
        group.put(document.path("number").asLong(), window(document));
      }
      group.last(response.path("aggregations").path("last").path("value").asLong());
      groups.add(group);
    }
    return groups;
  }

  private static ObjectNode search(Span span) {
    ObjectNode search =
        SearchRequests.object().put("size", MOST_WINDOWS).put("track_total_hits", false);
    search.putArray("_source").add("number").add("opened").add("from").add("to");
    search.putObject("query").putObject("term").put("group.key", span.group());
    ObjectNode near = SearchRequests.object();
    near.putObject("range")
        .putObject("to")
        .put("gte", IsoInstant.text(span.first().minus(span.length())));
    ObjectNode before = SearchRequests.object();
    before
        .putObject("range")
        .putObject("from")
        .put("lte", IsoInstant.text(span.last().plus(span.length().multipliedBy(2))));
    search.putObject("post_filter").putObject("bool").putArray("filter").add(near).add(before);
    search.putObject("aggs").putObject("last").putObject("max").put("field", "number");
    return search;
  }

  /** Alerts as they are now; without those that are not there. */
  List<StoredAlert> read(Collection<String> ids) throws IOException {
    if (ids.isEmpty()) {
      return List.of();
    }
    ObjectNode request = SearchRequests.object();
    ids.forEach(request.putArray("ids")::add);
    List<StoredAlert> alerts = new ArrayList<>();
    for (JsonNode found : requests.post("/" + NAME + "/_mget", request).path("docs")) {
      if (found.path("found").asBoolean()) {
        alerts.add(stored(found));
      }
    }
    return alerts;
  }

  /** Alerts that a query finds, the earliest opened first. */
  List<StoredAlert> earliest(ObjectNode query, int most) throws IOException {
    return search(query, most, "asc");
  }

  /** Alerts that a query finds, the newest first. */
  List<StoredAlert> newest(ObjectNode query, int most) throws IOException {
    JsonNode unused = requests.post("/" + NAME + "/_refresh", SearchRequests.object());
    return search(query, most, "desc");
  }

  private List<StoredAlert> search(ObjectNode query, int most, String order) throws IOException {
    ObjectNode request = SearchRequests.object().put("size", most).put("track_total_hits", false);
    request.set("query", query);
    request
        .putArray("sort")
        .addObject()
        .putObject("opened_at")
        .put("order", order)
        .put("unmapped_type", "date");
    List<StoredAlert> alerts = new ArrayList<>();
    for (JsonNode hit : requests.search(NAME, request).path("hits").path("hits")) {
      alerts.add(stored(hit));
    }
    return alerts;
  }

  private static StoredAlert stored(JsonNode found) {
    return new StoredAlert(
        found.path("_id").asText(),
        found.path("_seq_no").asLong(),
        found.path("_primary_term").asLong(),
        (ObjectNode) found.path("_source"));
  }

  /**
   * Writes alerts: new ones, and ones in place of what was read.
   *
   * @return those that were written, as they are now; the others somebody else made or changed
   */
  List<StoredAlert> write(List<StoredAlert> alerts) throws IOException {
    if (alerts.isEmpty()) {
      return List.of();
    }
    StringBuilder lines = new StringBuilder();
    for (StoredAlert alert : alerts) {
      ObjectNode action = SearchRequests.object();
      ObjectNode names =
          action
              .putObject(alert.isNew() ? "create" : "index")
              .put("_index", NAME)
              .put("_id", alert.id());
      if (!alert.isNew()) {
        names.put("if_seq_no", alert.sequence()).put("if_primary_term", alert.term());
      }
      lines.append(action).append('\n').append(alert.document()).append('\n');
    }
    JsonNode items = requests.bulk(lines);
    List<StoredAlert> written = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      JsonNode item = items.path(i);
      if (SearchRequests.isWritten(item)) {
        JsonNode outcome = SearchRequests.outcome(item);
        written.add(
            new StoredAlert(
                alerts.get(i).id(),
                outcome.path("_seq_no").asLong(),
                outcome.path("_primary_term").asLong(),
                alerts.get(i).document()));
      }
    }
    return written;
  }

  /**
   * Changes alerts. One that somebody else changed meanwhile, the alerter above all, is read and
   * changed again.
   *
   * @param alerts as they were read
   * @return how many were changed
   */
  int change(List<StoredAlert> alerts, Consumer<ObjectNode> change) throws IOException {
    int changed = 0;
    List<StoredAlert> left = alerts;
    for (int tries = 0; tries < CHANGE_TRIES && !left.isEmpty(); tries++) {
      left.forEach(alert -> change.accept(alert.document()));
      Set<String> written = write(left).stream().map(StoredAlert::id).collect(Collectors.toSet());
      changed += written.size();
      left = read(left.stream().map(StoredAlert::id).filter(id -> !written.contains(id)).toList());
    }
    return changed;
  }
}
