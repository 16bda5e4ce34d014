package dev.weir.ruleset;

import dev.weir.rule.Expression;
import dev.weir.rule.Rule;
import dev.weir.sigma.Selection;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Records that rules leave alone until a day, because somebody knows them and answers for it.
 *
 * @param rules the ids of these rules; {@code *} for all
 * @param when what the records are like
 * @param owner who answers for it
 * @param reason why the records are left alone
 * @param until the last day on which it holds, in UTC
 */
public record ExceptionSettings(
    List<String> rules, Expression when, String owner, String reason, LocalDate until) {
  private static final String ALL = "*";

  public ExceptionSettings {
    rules = List.copyOf(rules);
  }

  static ExceptionSettings read(Section section, Map<String, List<String>> placeholders) {
    List<String> rules = section.oneOrMore("rule", Forms.TEXT);
    if (rules.isEmpty()) {
      section.problem("rule", "nothing", "the id of a rule, a list of ids, or '*' for all rules");
    }
    YamlValue.Mapping fields = section.ownValues("when");
    String owner = section.required("owner", "", "who answers for the exception", Forms.TEXT);
    String reason = section.required("reason", "", "why these records are no finding", Forms.TEXT);
    LocalDate until =
        section.required("until", LocalDate.MAX, "the last day of the exception", Forms.DATE);
    String name =
        "exception of %s until %s: the rule leaves such records out".formatted(owner, until);
    return new ExceptionSettings(
        rules, when(name, section, fields, placeholders), owner, reason, until);
  }

  private static Expression when(
      String name,
      Section section,
      YamlValue.Mapping fields,
      Map<String, List<String>> placeholders) {
    try {
      if (!fields.entries().isEmpty()) {
        return Selection.read(name, fields, placeholders);
      }
    } catch (IllegalArgumentException e) {
      section.problem(
          "when",
          "what Sigma does not take: " + e.getMessage(),
          "fields and values as in a selection of Sigma");
    }
    return Expression.any(List.of());
  }

  /** Whether it is for all rules. */
  public boolean isForAll() {
    return rules.contains(ALL);
  }

  /** Whether it is for a rule. */
  public boolean isFor(Rule rule) {
    return isForAll() || rules.contains(rule.id());
  }

  /** Whether it still holds on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isAfter(until);
  }

  /** Names it in a sentence. */
  @Override
  public String toString() {
    return "the exception of "
        + owner
        + " for "
        + (isForAll() ? "all rules" : String.join(", ", rules));
  }
}
