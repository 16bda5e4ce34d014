package dev.weir.filter;

import java.util.List;

/**
 * Drops records.
 *
 * @param name the reason records are counted under
 * @param conditions all must hold
 * @param keep which part of the records it holds for is kept all the same, 0 to 1: sampling, by the
 *     record's id, so that each attempt decides alike
 */
public record DropRule(String name, List<Condition> conditions, double keep) {
  public DropRule {
    if (keep < 0 || keep >= 1) {
      throw new IllegalArgumentException("keep is at least 0 and below 1: " + keep);
    }
    conditions = List.copyOf(conditions);
  }
}
