package dev.weir.rule;

import java.util.List;

/**
 * Why a rule matches one record, or does not.
 *
 * @param parts its conditions, each with what is in it
 */
public record RuleTrace(Rule rule, boolean isMatch, List<TracedPart> parts) {
  public RuleTrace {
    parts = List.copyOf(parts);
  }

  /** Whether it matches, or something was found that it asks for in such logs. */
  public boolean isNear() {
    boolean isOtherLogs =
        parts.stream().anyMatch(part -> part.kind() == RulePart.LOGSOURCE)
            && parts.stream().noneMatch(part -> part.kind() == RulePart.LOGSOURCE && part.holds());
    return isMatch || (!isOtherLogs && parts.stream().anyMatch(TracedPart::isNear));
  }
}
