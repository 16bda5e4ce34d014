package dev.weir.rule;

import java.util.List;

/**
 * Why rules match one record, or do not.
 *
 * @param rules those that match first
 * @param leftOut how many more match, or come near
 */
public record TracedRules(List<RuleTrace> rules, int leftOut) {
  /** No rule. */
  public static final TracedRules NONE = new TracedRules(List.of(), 0);

  public TracedRules {
    rules = List.copyOf(rules);
  }
}
