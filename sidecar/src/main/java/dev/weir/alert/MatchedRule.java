package dev.weir.alert;

import dev.weir.rule.Level;
import java.util.List;

/**
 * What a match, and so an alert, tells of its rule: as it was when the record matched.
 *
 * @param id the rule's id
 * @param title what the rule detects
 * @param description the same at length; may be empty
 * @param level how bad a match is
 * @param tags such as {@code attack.t1078.004}
 * @param falsePositives what else may look like that
 */
public record MatchedRule(
    String id,
    String title,
    String description,
    Level level,
    List<String> tags,
    List<String> falsePositives) {
  public MatchedRule {
    tags = List.copyOf(tags);
    falsePositives = List.copyOf(falsePositives);
  }
}
