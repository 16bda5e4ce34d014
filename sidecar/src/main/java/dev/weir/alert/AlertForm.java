package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.event.IsoInstant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The documents of {@code weir-alerts}, and what they say. */
final class AlertForm {
  private AlertForm() {}

  /** A new alert, opened by a match. Its matches are not summed up yet. */
  static ObjectNode open(PendingMatch match, long number, Window window, Instant now) {
    JsonNode of = match.document();
    ObjectNode alert = SearchRequests.object();
    alert.set("rule", of.path("rule"));
    alert.set("severity", of.path("severity"));
    alert.set("group", of.path("group"));
    for (String name : List.of("type", "account", "region", "sentence")) {
      if (of.has(name)) {
        alert.set(name, of.path(name));
      }
    }
    alert
        .put("number", number)
        .put("status", AlertStatus.OPEN.text())
        .put("opened_at", IsoInstant.text(now))
        .put("notify", match.notified())
        .put("unsettled", true)
        .put("count", 0)
        .put("first", IsoInstant.text(match.time()))
        .put("last", IsoInstant.text(match.time()));
    AlertIndex.put(alert, window);
    return alert;
  }

  /** Puts what the alert's matches come to into it. */
  static void sumUp(ObjectNode alert, MatchIndex.Sum sum) {
    alert
        .put("unsettled", false)
        .put("count", sum.count())
        .put("first", IsoInstant.text(sum.first()))
        .put("last", IsoInstant.text(sum.last()));
    ArrayNode samples = alert.putArray("samples");
    sum.samples()
        .forEach(
            match ->
                samples
                    .addObject()
                    .put("index", match.path("record").path("index").asText())
                    .put("id", match.path("record").path("id").asText())
                    .put("time", match.path("@timestamp").asText()));
  }

  static boolean isOpenedBefore(JsonNode alert, Instant time) {
    return Instant.parse(alert.path("opened_at").asText()).isBefore(time);
  }

  /** Makes it an alert that nobody is told of. */
  static void discard(ObjectNode alert) {
    alert.put("unsettled", false).put("status", AlertStatus.CLOSED.text());
    alert.put("note", "No match belongs to this alert: two hosts opened it at once.");
    alert.putArray("waiting");
  }

  /** Notes what people did about it. */
  static void change(ObjectNode alert, AlertStatus status, String by, String note, Instant now) {
    alert
        .put("status", status.text())
        .put("changed_by", by)
        .put("changed_at", IsoInstant.text(now));
    if (!note.isEmpty()) {
      alert.put("note", note);
    }
  }

  static ListedAlert listed(StoredAlert alert) {
    ObjectNode document = alert.document();
    return new ListedAlert(
        read(alert.id(), document),
        document.path("opened_at").asText(),
        document.path("changed_by").asText(),
        document.path("changed_at").asText(),
        document.path("note").asText());
  }

  /** What a document says. */
  static Alert read(String id, JsonNode document) {
    List<Sample> samples = new ArrayList<>();
    document
        .path("samples")
        .forEach(
            sample ->
                samples.add(
                    new Sample(
                        sample.path("index").asText(),
                        sample.path("id").asText(),
                        Instant.parse(sample.path("time").asText()))));
    return new Alert(
        id,
        RuleForm.read(document),
        group(document),
        document.path("type").asText(),
        document.path("account").asText(),
        document.path("region").asText(),
        document.path("count").asLong(),
        Instant.parse(document.path("first").asText()),
        Instant.parse(document.path("last").asText()),
        samples,
        document.path("sentence").asText(),
        status(document));
  }

  static Map<String, String> group(JsonNode document) {
    Map<String, String> group = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> by : document.path("group").path("by").properties()) {
      group.put(by.getKey(), by.getValue().asText());
    }
    return group;
  }

  private static AlertStatus status(JsonNode document) {
    try {
      return AlertStatus.valueOf(document.path("status").asText().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      return AlertStatus.OPEN;
    }
  }
}
