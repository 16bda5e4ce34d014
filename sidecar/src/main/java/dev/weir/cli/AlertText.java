package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.Alert;
import dev.weir.proto.v1.AlertSample;
import dev.weir.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Alerts for people and for programs. */
final class AlertText {
  private AlertText() {}

  /** A line of a list. */
  static String line(Alert alert) {
    return "%s  %-13s %-12s %,8d  %s%n    %s"
        .formatted(
            SafeText.of(alert.getOpenedAt()),
            SafeText.of(alert.getSeverity()),
            SafeText.of(alert.getStatus()),
            alert.getCount(),
            SafeText.of(alert.getId()),
            SafeText.of(alert.getSentence()));
  }

  /** All of one. */
  static String all(Alert alert) {
    StringBuilder text = new StringBuilder();
    fields(alert).forEach((name, value) -> line(text, name, value));
    line(text, "count", Long.toString(alert.getCount()));
    new TreeMap<>(alert.getGroupMap())
        .forEach((name, value) -> line(text, "group", name + " = " + value));
    alert.getTagsList().forEach(tag -> line(text, "tag", tag));
    alert.getFalsePositivesList().forEach(each -> line(text, "may also be", each));
    for (AlertSample sample : alert.getSamplesList()) {
      line(text, "sample", sample.getTime() + "  " + sample.getIndex() + "/_doc/" + sample.getId());
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("%-12s %s%n".formatted(name, SafeText.of(value)));
    }
  }

  /** One object on one line. */
  static String json(Alert alert) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields(alert).entrySet()) {
        if (!field.getValue().isEmpty()) {
          json.writeStringField(field.getKey(), field.getValue());
        }
      }
      json.writeNumberField("count", alert.getCount());
      json.writeObjectFieldStart("group");
      for (Map.Entry<String, String> by : new TreeMap<>(alert.getGroupMap()).entrySet()) {
        json.writeStringField(by.getKey(), by.getValue());
      }
      json.writeEndObject();
      list(json, "tags", alert.getTagsList());
      list(json, "false_positives", alert.getFalsePositivesList());
      json.writeArrayFieldStart("samples");
      for (AlertSample sample : alert.getSamplesList()) {
        json.writeStartObject();
        json.writeStringField("index", sample.getIndex());
        json.writeStringField("id", sample.getId());
        json.writeStringField("time", sample.getTime());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void list(JsonGenerator json, String name, Iterable<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static Map<String, String> fields(Alert alert) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", alert.getId());
    fields.put("sentence", alert.getSentence());
    fields.put("severity", alert.getSeverity());
    fields.put("status", alert.getStatus());
    fields.put("changed_by", alert.getChangedBy());
    fields.put("changed_at", alert.getChangedAt());
    fields.put("note", alert.getNote());
    fields.put("opened_at", alert.getOpenedAt());
    fields.put("first", alert.getFirst());
    fields.put("last", alert.getLast());
    fields.put("account", alert.getAccount());
    fields.put("region", alert.getRegion());
    fields.put("type", alert.getType());
    fields.put("rule", alert.getRule());
    fields.put("title", alert.getTitle());
    fields.put("description", alert.getDescription());
    return fields;
  }
}
