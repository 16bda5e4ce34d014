package dev.weir.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a part of a rule with one record.
 *
 * @param text the part as its author wrote it
 * @param negated whether the parts around it ask that it does not hold
 * @param parts those in it
 * @param values of a test, the values that it looked at, those that meet it first; null for nil
 * @param moreValues how many values there are beside these
 */
public record TracedPart(
    RulePart kind,
    String text,
    boolean holds,
    boolean negated,
    List<TracedPart> parts,
    List<@Nullable String> values,
    long moreValues) {
  public TracedPart {
    parts = List.copyOf(parts);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** Whether something that the rule asks for was found. */
  public boolean isNear() {
    return kind == RulePart.SELECTION
        ? holds && !negated
        : parts.stream().anyMatch(TracedPart::isNear);
  }
}
