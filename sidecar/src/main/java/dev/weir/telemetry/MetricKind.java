package dev.weir.telemetry;

/** How a metric behaves. */
enum MetricKind {
  /** Only grows, until the process ends. */
  COUNTER,
  /** A value of the moment. */
  GAUGE,
  /** Durations: their number, their sum, and the longest of the last minutes. */
  TIMER
}
