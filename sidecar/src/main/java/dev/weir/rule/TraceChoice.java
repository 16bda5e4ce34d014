package dev.weir.rule;

import java.util.Set;

/**
 * Of which rules it is to be told why they match a record or not.
 *
 * @param isWanted whether of any
 * @param ids of these; empty for those that match, and those that come near
 */
public record TraceChoice(boolean isWanted, Set<String> ids) {
  /** Of no rule. */
  public static final TraceChoice NONE = new TraceChoice(false, Set.of());

  public TraceChoice {
    ids = Set.copyOf(ids);
  }
}
