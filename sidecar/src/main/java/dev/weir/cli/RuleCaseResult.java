package dev.weir.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param rule the rule's title; empty if no rule has the id
 * @param matched the ids of all rules that the record matches
 * @param problem why the test cannot be run; null if it was
 */
record RuleCaseResult(
    RuleCase tested, String rule, List<String> matched, @Nullable String problem) {
  RuleCaseResult {
    matched = List.copyOf(matched);
  }

  /** Whether the rule did what it had to. */
  boolean isPassed() {
    return problem == null && matched.contains(tested.rule()) == tested.match();
  }

  /** What was expected and what came, or what is wrong with the test. */
  String text() {
    String place = tested.place().toString();
    if (problem != null) {
      return place + ": " + problem;
    }
    String came =
        matched.isEmpty() ? "matches no rule" : "matches only " + String.join(", ", matched);
    return tested.match()
        ? "%s: rule %s (%s) should match this record, and does not: the record %s"
            .formatted(place, tested.rule(), rule, came)
        : "%s: rule %s (%s) should not match this record, and does; the record matches %s"
            .formatted(place, tested.rule(), rule, String.join(", ", matched));
  }
}
