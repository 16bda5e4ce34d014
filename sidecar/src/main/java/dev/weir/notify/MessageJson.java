package dev.weir.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.Alert;
import dev.weir.alert.MatchedRule;
import dev.weir.event.IsoInstant;
import java.util.List;

/** The JSON of messages: alerts as {@code weir-alerts} has them, their text made fit to be sent. */
final class MessageJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int LINE = 1000;
  private static final int TEXT = 4096;
  private static final int MOST = 100;

  private MessageJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(ObjectNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values is written", e);
    }
  }

  /** A list of texts. */
  static String list(List<String> texts) {
    ArrayNode list = MAPPER.createArrayNode();
    texts.forEach(list::add);
    return list.toString();
  }

  /** What people read of a message. */
  static Notice notice(NoticeForm form, Outgoing message) {
    return switch (message) {
      case Outgoing.One(Alert alert) -> form.of(alert);
      case Outgoing.Digest digest -> form.of(digest);
      case Outgoing.Trial trial -> form.of(trial);
      case Outgoing.Matched matched ->
          throw new IllegalArgumentException("no message for people: " + matched.match().id());
    };
  }

  /** Puts all that is known of an alert into an object. */
  static void put(Alert alert, ObjectNode into) {
    MatchedRule rule = alert.rule();
    into.put("id", alert.id());
    ObjectNode of = into.putObject("rule");
    of.put("id", SentText.line(rule.id(), LINE))
        .put("title", SentText.line(rule.title(), LINE))
        .put("description", SentText.lines(rule.description(), TEXT));
    list(of.putArray("tags"), rule.tags());
    list(of.putArray("false_positives"), rule.falsePositives());
    into.put("severity", rule.level().text());
    ObjectNode group = into.putObject("group");
    alert.group().entrySet().stream()
        .limit(MOST)
        .forEach(
            by -> group.put(SentText.line(by.getKey(), LINE), SentText.line(by.getValue(), LINE)));
    into.put("sentence", SentText.line(alert.sentence(), TEXT))
        .put("account", SentText.line(alert.account(), LINE))
        .put("region", SentText.line(alert.region(), LINE))
        .put("type", SentText.line(alert.type(), LINE))
        .put("count", alert.count())
        .put("first", IsoInstant.text(alert.first()))
        .put("last", IsoInstant.text(alert.last()))
        .put("status", alert.status().text());
    ArrayNode samples = into.putArray("samples");
    alert.samples().stream()
        .limit(MOST)
        .forEach(
            sample ->
                samples
                    .addObject()
                    .put("index", SentText.line(sample.index(), LINE))
                    .put("id", SentText.line(sample.id(), LINE))
                    .put("time", IsoInstant.text(sample.time())));
  }

  private static void list(ArrayNode into, List<String> texts) {
    texts.stream().limit(MOST).forEach(text -> into.add(SentText.line(text, LINE)));
  }
}
