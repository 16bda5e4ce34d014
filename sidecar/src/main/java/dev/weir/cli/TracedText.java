package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.pipeline.Explanation;
import dev.weir.rule.RulePart;
import dev.weir.rule.RuleTrace;
import dev.weir.rule.TraceChoice;
import dev.weir.rule.TracedPart;
import dev.weir.rule.TracedRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why rules match a record, or do not: as lines for people, and as JSON. */
final class TracedText {
  private static final String INDENT = "  ";

  private TracedText() {}

  /** Lines for people; none unless some are wanted. */
  static List<String> lines(Explanation explanation, TraceChoice choice)
      throws JsonProcessingException {
    List<String> lines = new ArrayList<>();
    if (!choice.isWanted()) {
      return lines;
    }
    TracedRules traced = explanation.rules();
    for (RuleTrace trace : traced.rules()) {
      lines.add(
          "rule %s (%s) %s"
              .formatted(
                  trace.rule().id(),
                  trace.rule().title(),
                  trace.isMatch() ? "matches" : "does not match"));
      for (TracedPart part : trace.parts()) {
        add(part, INDENT, lines);
      }
    }
    choice.ids().stream()
        .filter(id -> traced.rules().stream().noneMatch(trace -> trace.rule().id().equals(id)))
        .sorted()
        .forEach(
            id ->
                lines.add("rule " + id + " is not for records of the type " + explanation.type()));
    if (choice.ids().isEmpty() && traced.rules().isEmpty()) {
      lines.add("no rule matches or comes near; --rule ID explains one rule");
    }
    if (traced.leftOut() > 0) {
      lines.add(
          "%d more rules match or come near; --rule ID explains one rule"
              .formatted(traced.leftOut()));
    }
    return lines;
  }

  private static void add(TracedPart part, String indent, List<String> lines)
      throws JsonProcessingException {
    StringBuilder line = new StringBuilder(indent);
    line.append(part.holds()).append(part.holds() ? "   " : "  ");
    line.append(name(part.kind())).append(part.text());
    if (part.kind() == RulePart.TEST) {
      line.append("   record: ");
      List<String> values = new ArrayList<>();
      for (String value : part.values()) {
        values.add(Explained.JSON.writeValueAsString(value));
      }
      line.append(values.isEmpty() ? "no value" : String.join(", ", values));
      line.append(part.moreValues() > 0 ? " and %d more".formatted(part.moreValues()) : "");
    }
    lines.add(line.toString());
    for (TracedPart inner : part.parts()) {
      add(inner, indent + INDENT, lines);
    }
  }

  private static String name(RulePart kind) {
    return switch (kind) {
      case LOGSOURCE -> "logsource ";
      case CONDITION -> "condition ";
      case SELECTION, TEST -> "";
    };
  }

  /** Adds {@code explained_rules} and {@code explained_rules_left_out}. */
  static void json(TracedRules traced, ObjectNode line) {
    ArrayNode rules = line.putArray("explained_rules");
    for (RuleTrace trace : traced.rules()) {
      ObjectNode rule = rules.addObject();
      rule.put("id", trace.rule().id());
      rule.put("title", trace.rule().title());
      rule.put("match", trace.isMatch());
      add(trace.parts(), rule);
    }
    line.put("explained_rules_left_out", traced.leftOut());
  }

  private static void add(List<TracedPart> parts, ObjectNode to) {
    ArrayNode list = to.putArray("parts");
    for (TracedPart part : parts) {
      ObjectNode json = list.addObject();
      json.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
      json.put("text", part.text());
      json.put("holds", part.holds());
      json.put("negated", part.negated());
      if (part.kind() == RulePart.TEST) {
        ArrayNode values = json.putArray("values");
        part.values().forEach(values::add);
        json.put("more_values", part.moreValues());
      } else {
        add(part.parts(), json);
      }
    }
  }
}
