package dev.weir.rule;

/**
 * A rule that is not in force, or a file without any.
 *
 * @param place where the reason stands
 * @param rule the rule's title; empty for a whole file
 * @param reason what is wrong, and what would be right
 */
public record Refusal(Place place, String rule, String reason) {
  @Override
  public String toString() {
    return place + ": " + (rule.isEmpty() ? "" : "'" + rule + "': ") + reason;
  }
}
