package dev.weir.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the matches of one rule come to for one group within one window.
 *
 * @param id the same for all hosts, ASCII
 * @param rule the rule, as its first match had it
 * @param group the values that name the group, by field; a record without a field has no entry
 * @param type the log type of the first match
 * @param account the AWS account that it is about; empty if it is not known
 * @param region the AWS region that it is about; empty if it is not known
 * @param count how many records matched so far
 * @param first when the first of them happened
 * @param last when the last of them happened
 * @param samples some of them
 * @param sentence what happened, for a human
 * @param status what people did about it
 */
public record Alert(
    String id,
    MatchedRule rule,
    Map<String, String> group,
    String type,
    String account,
    String region,
    long count,
    Instant first,
    Instant last,
    List<Sample> samples,
    String sentence,
    AlertStatus status) {
  public Alert {
    group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    samples = List.copyOf(samples);
  }
}
