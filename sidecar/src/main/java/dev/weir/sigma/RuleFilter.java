package dev.weir.sigma;

import dev.weir.rule.Expression;
import dev.weir.rule.LogSource;
import dev.weir.rule.Place;
import dev.weir.rule.Rule;
import java.util.List;

/**
 * What records must be like beside what rules ask for (filters specification 2.1.0).
 *
 * @param title what it is for
 * @param id its own id; empty for none
 * @param rules ids or names of the rules that it is for; empty for any
 * @param source the logs that these rules are about
 * @param expression is to hold as well
 * @param place where it is written
 */
public record RuleFilter(
    String title,
    String id,
    List<String> rules,
    LogSource source,
    Expression expression,
    Place place) {
  public RuleFilter {
    rules = List.copyOf(rules);
  }

  /** Whether it is for the rule. */
  boolean isFor(Rule rule) {
    boolean named =
        rules.isEmpty()
            || rules.contains(rule.id())
            || (!rule.name().isEmpty() && rules.contains(rule.name()));
    return named && rule.source().isAmong(source);
  }
}
