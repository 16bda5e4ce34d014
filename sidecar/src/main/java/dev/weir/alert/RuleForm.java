package dev.weir.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.event.JsonBuffer;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What documents of matches and alerts hold of their rule. */
final class RuleForm {
  private static final int TEXT_CHARACTERS = 4096;
  private static final int MOST = 100;

  private RuleForm() {}

  /** Writes {@code rule} and {@code severity} as members, a comma before each. */
  static void write(Rule rule, JsonBuffer out) {
    out.ascii(",\"rule\":{\"id\":").string(rule.id());
    out.ascii(",\"title\":").string(rule.title());
    out.ascii(",\"description\":").string(MatchWriter.cut(rule.description(), TEXT_CHARACTERS));
    list(out, "tags", rule.tags());
    list(out, "false_positives", rule.falsePositives());
    out.ascii("},\"severity\":\"").ascii(rule.level().text()).raw('"');
  }

  private static void list(JsonBuffer out, String name, List<String> texts) {
    out.ascii(",\"").ascii(name).ascii("\":[");
    for (int i = 0; i < Math.min(MOST, texts.size()); i++) {
      if (i > 0) {
        out.raw(',');
      }
      out.string(MatchWriter.cut(texts.get(i), TEXT_CHARACTERS));
    }
    out.raw(']');
  }

  /** The rule of a document. */
  static MatchedRule read(JsonNode document) {
    JsonNode rule = document.path("rule");
    return new MatchedRule(
        rule.path("id").asText(),
        rule.path("title").asText(),
        rule.path("description").asText(),
        level(document.path("severity").asText()),
        texts(rule.path("tags")),
        texts(rule.path("false_positives")));
  }

  private static Level level(String text) {
    for (Level level : Level.values()) {
      if (level.text().equals(text.toLowerCase(Locale.ROOT))) {
        return level;
      }
    }
    return Level.MEDIUM;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
