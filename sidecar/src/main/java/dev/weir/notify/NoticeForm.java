package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.alert.MatchedRule;
import dev.weir.alert.Sample;
import dev.weir.rule.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Words messages for people. All that comes from logs and rules is escaped here. */
final class NoticeForm {
  private static final int LINE = 1000;
  private static final int TEXT = 8000;
  private static final int MOST_FACTS = 30;

  private final MessageTemplates templates;
  private final UnaryOperator<String> escape;

  /**
   * A form.
   *
   * @param escape makes text stand for itself in the writing of the destination
   */
  NoticeForm(MessageTemplates templates, UnaryOperator<String> escape) {
    this.templates = templates;
    this.escape = escape;
  }

  /** What people read of alerts. */
  Notice of(Alert alert) {
    Map<String, String> words = words(alert);
    String title = templates.title().write(words).replaceAll("\\s+", " ").strip();
    return new Notice(
        alert.rule().level(),
        title.isEmpty() ? "Alert" : title,
        templates.text().write(words).strip(),
        facts(alert));
  }

  /** What people read of many alerts. */
  Notice of(Outgoing.Digest digest) {
    StringBuilder text = new StringBuilder();
    if (digest.total() > digest.alerts().size()) {
      text.append("The ").append(digest.alerts().size()).append(" most severe of them:\n");
    }
    for (Alert alert : digest.alerts()) {
      MatchedRule rule = alert.rule();
      text.append("\n- ")
          .append(line(rule.level().text() + ": " + rule.title(), 200))
          .append(" (")
          .append(records(alert.count()))
          .append("). ")
          .append(line(alert.sentence(), 300));
    }
    text.append("\n\nTo see all alerts, use `weir alerts list`.");
    return new Notice(
        digest.alerts().stream()
            .map(alert -> alert.rule().level())
            .max(Comparator.naturalOrder())
            .orElse(Level.INFORMATIONAL),
        digest.total() + " alerts",
        text.toString().strip(),
        List.of());
  }

  /** What people read of a trial. */
  Notice of(Outgoing.Trial trial) {
    return new Notice(
        Level.INFORMATIONAL,
        "Weir can send alerts here",
        "This is a trial from the host "
            + line(trial.host(), 200)
            + ". Nothing has happened. You need not do anything.",
        List.of());
  }

  private Map<String, String> words(Alert alert) {
    Map<String, String> words = new HashMap<>();
    words.put("severity", alert.rule().level().text());
    words.put("title", line(alert.rule().title(), LINE));
    words.put("sentence", line(alert.sentence(), TEXT));
    words.put("description", escape.apply(SentText.lines(alert.rule().description(), TEXT)));
    words.put("rule", line(alert.rule().id(), LINE));
    words.put("alert", line(alert.id(), LINE));
    words.put("count", Long.toString(alert.count()));
    words.put("first", alert.first().toString());
    words.put("last", alert.last().toString());
    words.put("account", line(alert.account(), LINE));
    words.put("region", line(alert.region(), LINE));
    words.put("type", line(alert.type(), LINE));
    words.put("group", line(group(alert), LINE));
    return words;
  }

  private static String group(Alert alert) {
    return alert.group().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  private List<Notice.Fact> facts(Alert alert) {
    List<Notice.Fact> facts = new ArrayList<>();
    MatchedRule rule = alert.rule();
    add(facts, "Severity", rule.level().text());
    add(facts, "Records", Long.toString(alert.count()));
    add(facts, "First", alert.first().toString());
    add(facts, "Last", alert.last().toString());
    add(facts, "Account", alert.account());
    add(facts, "Region", alert.region());
    add(facts, "Log type", alert.type());
    alert.group().forEach((field, value) -> add(facts, field, value));
    add(facts, "May be harmless", String.join("; ", rule.falsePositives()));
    for (Sample sample : alert.samples()) {
      add(facts, "Document", sample.index() + "/_doc/" + sample.id());
    }
    List<Notice.Fact> kept = new ArrayList<>(facts.subList(0, Math.min(MOST_FACTS, facts.size())));
    add(kept, "Rule", rule.id());
    add(kept, "To see it", "weir alerts show " + alert.id());
    return kept;
  }

  private void add(List<Notice.Fact> facts, String name, String value) {
    if (!value.isBlank()) {
      facts.add(new Notice.Fact(line(name, 100), line(value, LINE)));
    }
  }

  private String line(String text, int most) {
    return escape.apply(SentText.line(text, most));
  }

  private static String records(long count) {
    return count == 1 ? "1 record" : count + " records";
  }
}
