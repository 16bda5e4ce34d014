package dev.weir.forward;

/**
 * What {@code fluent_signal} announced that is not logs: acknowledged, counted, not handed over.
 */
public enum IgnoredSignal {
  METRICS,
  TRACES
}
