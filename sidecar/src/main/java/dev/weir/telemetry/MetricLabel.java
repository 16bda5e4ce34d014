package dev.weir.telemetry;

/**
 * A label of a metric.
 *
 * @param values which values it has, in Markdown, for {@code docs/metrics.md}
 */
record MetricLabel(String name, String values) {}
