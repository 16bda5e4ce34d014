package dev.weir.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.alert.Alert;
import dev.weir.alert.Sample;
import dev.weir.event.IsoInstant;
import dev.weir.rule.Level;
import dev.weir.settings.Secret;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Events for PagerDuty (Events API v2, "Send an Alert Event": a summary of 1,024 characters, 512 KB
 * in all). The alert's id is the {@code dedup_key}: an alert that comes again stays one incident.
 */
final class PagerDutyWording implements Wording {
  /** Where events of accounts in the US go. */
  static final URI USUAL = URI.create("https://events.pagerduty.com/v2/enqueue");

  private static final int SUMMARY = 1024;
  private static final int KEY = 255;
  private static final int TEXT = 8000;
  private static final int LINE = 1000;
  private static final int MOST_FIELDS = 20;

  private final Secret routingKey;
  private final NoticeForm form;

  PagerDutyWording(Secret routingKey, MessageTemplates templates) {
    this.routingKey = routingKey;
    this.form = new NoticeForm(templates, UnaryOperator.identity());
  }

  @Override
  public WebMessage of(Outgoing message, String idempotencyKey) {
    Notice notice = MessageJson.notice(form, message);
    ObjectNode event = MessageJson.object();
    event
        .put("routing_key", routingKey.reveal())
        .put("event_action", "trigger")
        .put("dedup_key", SentText.cut(dedupKey(message, idempotencyKey), KEY))
        .put("client", "Weir");
    ObjectNode payload = event.putObject("payload");
    payload
        .put("summary", SentText.cut(notice.title(), SUMMARY))
        .put("source", "weir")
        .put("severity", severity(notice.level()));
    ObjectNode details = payload.putObject("custom_details");
    details.put("text", SentText.cut(notice.text(), TEXT));
    if (message instanceof Outgoing.One(Alert alert)) {
      put(alert, payload, details);
    }
    return new WebMessage(Map.of(), MessageJson.bytes(event));
  }

  private static String dedupKey(Outgoing message, String idempotencyKey) {
    return switch (message) {
      case Outgoing.One(Alert alert) -> alert.id();
      case Outgoing.Trial trial -> "weir-trial";
      case Outgoing.Digest _, Outgoing.Matched _ -> idempotencyKey;
    };
  }

  private static String severity(Level level) {
    return switch (level) {
      case CRITICAL -> "critical";
      case HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFORMATIONAL -> "info";
    };
  }

  private static void put(Alert alert, ObjectNode payload, ObjectNode details) {
    if (!alert.account().isBlank()) {
      payload.put("source", SentText.line("AWS account " + alert.account(), LINE));
    }
    payload
        .put("timestamp", IsoInstant.text(alert.first()))
        .put("component", SentText.line(alert.type(), LINE))
        .put("class", SentText.line(alert.rule().title(), LINE));
    details
        .put("rule", SentText.line(alert.rule().id(), LINE))
        .put("records", alert.count())
        .put("first", IsoInstant.text(alert.first()))
        .put("last", IsoInstant.text(alert.last()))
        .put("region", SentText.line(alert.region(), LINE))
        .put("alert", SentText.line(alert.id(), LINE))
        .put("to_see_it", "weir alerts show " + SentText.line(alert.id(), LINE));
    ObjectNode group = details.putObject("group");
    alert.group().entrySet().stream()
        .limit(MOST_FIELDS)
        .forEach(
            by -> group.put(SentText.line(by.getKey(), LINE), SentText.line(by.getValue(), LINE)));
    ArrayNode documents = details.putArray("documents");
    for (Sample sample : alert.samples()) {
      documents.add(SentText.line(sample.index() + "/_doc/" + sample.id(), LINE));
    }
  }
}
