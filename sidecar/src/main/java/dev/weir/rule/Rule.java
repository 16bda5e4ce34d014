package dev.weir.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A detection: what one record must be like, and what that means. Immutable.
 *
 * @param id unique among all rules; the rule's own, or made of its file and title
 * @param name another name to refer to it by; empty for none
 * @param title what it detects, up to 256 characters
 * @param description the same at length; may be empty
 * @param level how bad a match is
 * @param status how ripe it is
 * @param tags such as {@code attack.t1078.004}, in lower case
 * @param source the logs that it is about
 * @param expression what a record of them must be like
 * @param falsePositives what else may look like that
 * @param place where it is written
 */
public record Rule(
    String id,
    String name,
    String title,
    String description,
    Level level,
    Status status,
    List<String> tags,
    LogSource source,
    Expression expression,
    List<String> falsePositives,
    Place place) {
  public Rule {
    tags = List.copyOf(tags);
    falsePositives = List.copyOf(falsePositives);
  }

  /** The same rule, with another level. */
  public Rule withLevel(Level other) {
    return with(other, expression);
  }

  /** The same rule, for records that are like all of this as well. */
  public Rule and(List<Expression> further) {
    if (further.isEmpty()) {
      return this;
    }
    List<Expression> all = new ArrayList<>(List.of(expression));
    all.addAll(further);
    return with(level, new Expression.All(all));
  }

  private Rule with(Level itsLevel, Expression its) {
    return new Rule(
        id, name, title, description, itsLevel, status, tags, source, its, falsePositives, place);
  }
}
