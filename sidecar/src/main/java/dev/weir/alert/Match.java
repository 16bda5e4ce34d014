package dev.weir.alert;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record that matched one rule.
 *
 * @param id of the match: the same whenever the same record meets the same rule
 * @param alert the id of the alert that it belongs to; empty if it has none yet
 * @param rule the rule
 * @param group the values that name its group, by field, in the order of the rule's group-by fields
 * @param type the record's log type
 * @param account the AWS account that it is about; empty if it is not known
 * @param region the AWS region that it is about; empty if it is not known
 * @param record the record's document
 * @param sentence what happened, for a human
 */
public record Match(
    String id,
    String alert,
    MatchedRule rule,
    Map<String, String> group,
    String type,
    String account,
    String region,
    Sample record,
    String sentence) {
  public Match {
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
  }
}
