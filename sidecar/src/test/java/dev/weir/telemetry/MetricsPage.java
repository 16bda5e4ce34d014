package dev.weir.telemetry;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from what a registry with every metric in it shows. */
final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      Weir serves its metrics at `http://<metrics.listen>/metrics` in the text format of Prometheus.
      The default of [`metrics.listen`](configuration.md#metrics) is `127.0.0.1:9464`.
      [Operating](operating.md#alarms) says for which metrics to raise an alarm, and what to do then.

      How to read the tables:

      - A **counter** only grows, and begins at 0 when Weir starts. Look at its rate.
      - A **gauge** is a value at this moment.
      - A **summary** has three series. `_count` and `_sum` only grow. `_max` is the longest time of the
        last minutes.
      - A counter with labels appears with its first count.
      - A counter with labels has at most %d series. Weir counts further values under `other`, so each
        sum stays right.
      - The [glossary](architecture.md#glossary) explains fates, flags, dead letters and other words.

      The same port serves `/healthz` and `/readyz`:

      - `/healthz` answers 200 while the process lives.
      - `/readyz` answers 200 while documents and dead letters reach OpenSearch and the forward server
        listens. Otherwise it answers 503, with one reason on each line.

      `/readyz`, [`weir status`](operating.md#status), the log, and `weir_alarm` with a reason of
      OpenSearch or S3 read the same state, so they agree at any time. Two things differ:
      `weir_alarm{reason="unaccounted"}` does not change `/readyz`, and a forward server that does not
      listen raises no alarm.

      This page is generated from the code. Do not edit the page: `MetricsPageTest` says how to write it
      anew.
      """;

  private static final String JVM =
      """

      ## The Java virtual machine

      These metrics come from Micrometer, the library with which Weir counts.

      | metric | kind | labels | what it counts |
      |---|---|---|---|
      """;

  private MetricsPage() {}

  /** Metrics in which every metric of Weir, and of the Java virtual machine, has a value. */
  static Metrics complete() {
    Metrics metrics = new Metrics();
    AtomicLong one = new AtomicLong(1);
    for (Metric metric : Metric.values()) {
      String[] values = metric.labels().stream().map(MetricLabel::name).toArray(String[]::new);
      switch (metric.kind()) {
        case COUNTER -> metrics.counted(metric, one, AtomicLong::get, values);
        case GAUGE -> metrics.gauge(metric, one, AtomicLong::get, values);
        case TIMER -> {
          // Opened below: a timer has a method of its own.
        }
      }
    }
    metrics.bulk("200", 1, Duration.ofMillis(1));
    metrics.objectTook(Duration.ofMillis(1));
    metrics.watchJvm();
    return metrics;
  }

  /** The page, from what {@link #complete} shows. */
  static String of(Map<String, ExposedFamily> shown) {
    StringBuilder page = new StringBuilder(HEAD.formatted(CounterFamily.MAX_SERIES));
    for (MetricGroup group : MetricGroup.values()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| metric | kind | labels | what it counts |\n|---|---|---|---|\n");
      Arrays.stream(Metric.values())
          .filter(metric -> metric.group() == group)
          .forEach(metric -> page.append(row(shown, metric)));
    }
    page.append(JVM);
    shown.values().stream()
        .filter(family -> !family.name().startsWith("weir_"))
        .sorted(Comparator.comparing(ExposedFamily::name))
        .forEach(family -> page.append(row(family, family.name(), names(family.labels()))));
    return page.toString();
  }

  private static String row(Map<String, ExposedFamily> shown, Metric metric) {
    ExposedFamily family = shown.get(metric.exposed());
    if (family == null) {
      throw new AssertionError(metric.exposed() + " is not in the registry");
    }
    String labels =
        metric.labels().stream()
            .map(label -> "`" + label.name() + "`: " + label.values())
            .collect(Collectors.joining("<br>"));
    return row(family, family.name(), labels);
  }

  private static String row(ExposedFamily family, String name, String labels) {
    return "| `%s` | %s | %s | %s |\n".formatted(name, family.kind(), labels, family.help());
  }

  private static String names(List<String> labels) {
    return labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
  }
}
