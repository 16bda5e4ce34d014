package dev.weir.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.indices.PolicyOutcome;
import dev.weir.opensearch.HoldReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/metrics.md} shows what the registry has. To write the page anew:
 *
 * <pre>mvn -pl sidecar -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false
 *     -Ddocs.write=true</pre>
 */
class MetricsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "metrics.md");

  @Test
  void thePageShowsEveryMetricOfTheRegistry() throws IOException {
    String page = MetricsPage.of(shown());

    if (Boolean.getBoolean("docs.write")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }

    assertEquals(
        page,
        Files.readString(PAGE),
        PAGE + " is not what the code says: run this test with -Ddocs.write=true");
  }

  @Test
  void theRegistryShowsEachMetricAsItIsDeclared() {
    Map<String, ExposedFamily> shown = shown();

    for (Metric metric : Metric.values()) {
      ExposedFamily expected =
          new ExposedFamily(
              metric.exposed(),
              kind(metric.kind()),
              metric.help(),
              metric.labels().stream().map(MetricLabel::name).sorted().toList());
      assertEquals(expected, shown.get(metric.exposed()));
    }
  }

  @Test
  void labelsNameTheValuesThatTheCodeHas() {
    for (HoldReason reason : HoldReason.values()) {
      assertNamed(Metric.ALARM, reason.alarm());
    }
    for (PolicyOutcome outcome : PolicyOutcome.values()) {
      assertNamed(Metric.POLICIES, outcome.name());
    }
  }

  private static void assertNamed(Metric metric, String value) {
    String wanted = "`" + value.toLowerCase(Locale.ROOT) + "`";
    assertTrue(
        metric.labels().stream().anyMatch(label -> label.values().contains(wanted)),
        () -> metric + " does not name " + wanted);
  }

  private static String kind(MetricKind kind) {
    return switch (kind) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case TIMER -> "summary";
    };
  }

  private static Map<String, ExposedFamily> shown() {
    try (Metrics metrics = MetricsPage.complete()) {
      return ExposedFamily.of(metrics.scrape());
    }
  }
}
