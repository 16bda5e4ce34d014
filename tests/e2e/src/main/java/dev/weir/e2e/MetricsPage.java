package dev.weir.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code /metrics} said once, in the text form of Prometheus. */
public final class MetricsPage {
  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{.*\\})? (\\S+)$", Pattern.MULTILINE);

  private final Map<String, Double> sums = new HashMap<>();
  private final Map<String, Double> samples = new HashMap<>();

  MetricsPage(String text) {
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      double value = Double.parseDouble(sample.group(3));
      sums.merge(sample.group(1), value, Double::sum);
      samples.put(sample.group(1) + (sample.group(2) == null ? "" : sample.group(2)), value);
    }
  }

  /** The sum of a metric over all of its labels; 0 if it is not there. */
  public long sum(String name) {
    return sums.getOrDefault(name, 0.0).longValue();
  }

  /** The sum over the samples that carry this label, {@code fate="indexed"}. */
  public long sum(String name, String label) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(name + "{"))
        .filter(sample -> sample.getKey().contains(label))
        .mapToLong(sample -> sample.getValue().longValue())
        .sum();
  }
}
