package dev.weir.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters of one name that differ in their labels. The number of series is bounded: values that
 * come when the family is full are counted under {@code other}, so no sum is ever wrong.
 * Thread-safe.
 */
final class CounterFamily {
  static final int MAX_SERIES = 256;
  static final String OTHER = "other";
  private static final int MAX_VALUE = 64;

  private final MeterRegistry registry;
  private final Metric metric;
  private final List<String> labels;
  private final Map<List<String>, Counter> series = new ConcurrentHashMap<>();

  CounterFamily(MeterRegistry registry, Metric metric) {
    this.registry = registry;
    this.metric = metric;
    this.labels = metric.labels().stream().map(MetricLabel::name).toList();
  }

  /** Adds to the series with these values, in the order of the labels. */
  void add(long amount, String... values) {
    if (amount == 0) {
      return;
    }
    List<String> key = List.of(values);
    Counter counter = series.get(key);
    if (counter == null) {
      counter = open(key);
    }
    counter.increment((double) amount);
  }

  private synchronized Counter open(List<String> key) {
    List<String> clean = new ArrayList<>();
    key.forEach(value -> clean.add(clean(value)));
    boolean full = series.size() >= MAX_SERIES && !series.containsKey(clean);
    List<String> kept = full ? Collections.nCopies(labels.size(), OTHER) : clean;
    return series.computeIfAbsent(List.copyOf(kept), this::register);
  }

  private Counter register(List<String> values) {
    Counter.Builder builder = Counter.builder(metric.meter()).description(metric.help());
    for (int i = 0; i < labels.size(); i++) {
      builder.tag(labels.get(i), values.get(i));
    }
    return builder.register(registry);
  }

  /** The sum of the series in which each given label has the given value. */
  long sum(Map<String, String> wanted) {
    long sum = 0;
    for (Map.Entry<List<String>, Counter> entry : series.entrySet()) {
      boolean matches =
          wanted.entrySet().stream()
              .allMatch(
                  label -> {
                    int at = labels.indexOf(label.getKey());
                    return at >= 0 && entry.getKey().get(at).equals(label.getValue());
                  });
      sum += matches ? Math.round(entry.getValue().count()) : 0;
    }
    return sum;
  }

  private static String clean(String value) {
    String shortened = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    return shortened.replaceAll("[^A-Za-z0-9_.:/-]", "_");
  }
}
