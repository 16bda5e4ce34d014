package dev.weir.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.opensearch.HoldReason;
import dev.weir.source.fetch.FetchException;
import dev.weir.source.split.UnsendableReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operating.md} says what to do about each alarm, and about each dead letter. */
class OperatingPageTest {
  private static final Path PAGE = Path.of("..", "docs", "operating.md");

  @Test
  void hasEachAlarm() throws IOException {
    assertNames(Arrays.stream(HoldReason.values()).map(HoldReason::alarm));
  }

  @Test
  void hasEachReasonOfTheSource() throws IOException {
    assertNames(
        Stream.concat(
            Arrays.stream(UnsendableReason.values()).map(UnsendableReason::label),
            Arrays.stream(FetchException.Reason.values())
                .filter(FetchException.Reason::isOfTheObject)
                .map(reason -> new FetchException(reason, null).label())));
  }

  @Test
  void namesOnlyMetricsThatThereAre() throws IOException {
    List<String> known =
        Stream.concat(
                Arrays.stream(Metric.values()).map(Metric::exposed),
                Stream.of("weir_bulk_seconds_sum", "weir_bulk_seconds_count"))
            .toList();
    Stream<String> pages = Stream.of("operating.md", "troubleshooting.md", "log-types.md");

    List<String> unknown =
        pages
            .flatMap(page -> metricsIn(PAGE.resolveSibling(page)))
            .filter(name -> !known.contains(name))
            .toList();

    assertEquals(List.of(), unknown);
  }

  /** The names of metrics that stand in a page as code. */
  private static Stream<String> metricsIn(Path page) {
    try {
      return Pattern.compile("`(weir_[a-z_0-9]+)[`{]")
          .matcher(Files.readString(page))
          .results()
          .map(match -> match.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNames(Stream<String> names) throws IOException {
    String page = Files.readString(PAGE);
    assertEquals(List.of(), names.filter(name -> !page.contains("`" + name + "`")).toList());
  }
}
