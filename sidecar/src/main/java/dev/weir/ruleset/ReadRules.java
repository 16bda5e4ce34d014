package dev.weir.ruleset;

import dev.weir.detect.DetectionSet;
import dev.weir.rule.Refusal;
import java.util.List;

/**
 * The rules of all places, compiled.
 *
 * @param set those in force; it also tells of rules that no type of logs is for
 * @param refused what is not in force, and why
 * @param cautions what somebody should look at, in sentences that say what to do
 */
public record ReadRules(DetectionSet set, List<Refusal> refused, List<String> cautions) {
  /** No rule, before any place was asked. */
  static final ReadRules NONE = new ReadRules(DetectionSet.NONE, List.of(), List.of());

  public ReadRules {
    refused = List.copyOf(refused);
    cautions = List.copyOf(cautions);
  }
}
