package dev.weir.config;

/** For how long a time one index holds the events. */
public enum Period {
  DAY,
  WEEK,
  MONTH
}
