package dev.weir.rule;

/** A part of a rule that the rule has a name or a text for. */
public enum RulePart {
  /** What makes a record one of the logs that the rule is about, where not all of its type are. */
  LOGSOURCE,
  /** A condition of the rule, or of a filter on it. */
  CONDITION,
  /** A search identifier. */
  SELECTION,
  /** A field, or the whole record, with what it is tested for. */
  TEST
}
