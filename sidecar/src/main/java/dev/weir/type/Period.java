package dev.weir.type;

/** The span of event time that one index holds. */
public enum Period {
  DAY,
  WEEK,
  MONTH
}
