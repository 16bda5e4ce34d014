package dev.weir.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.cli.CommandProvider;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** That they run and count right. What they measure is not a test's to say. */
class BenchCommandTest {
  private static final int WRONG_USAGE = 2;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"sidecar,300", "source,300", "codec,300", "libraries,300", "pipeline,300"})
  void printsOneResultAsJson(String name, long records) throws IOException {
    int code =
        bench(name, "--records", Long.toString(records), "--runs", "1", "--json", "--straight");

    assertEquals(0, code);
    List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
    JsonNode result = new ObjectMapper().readTree(lines.getLast());
    assertEquals(name, result.path("benchmark").asText());
    assertEquals(records, result.path("records").asLong());
    assertTrue(result.path("bytes").asLong() > 500 * records, lines.getLast());
    assertTrue(result.path("records_per_second").asDouble() > 0, lines.getLast());
    assertTrue(result.path("cpu_micros_per_record").isNumber(), lines.getLast());
    assertTrue(result.path("allocated_bytes_per_record").isNumber(), lines.getLast());
    assertTrue(result.path("peak_rss_bytes").isIntegralNumber(), lines.getLast());
    assertTrue(result.path("ratios").isObject(), lines.getLast());
  }

  @ParameterizedTest
  @CsvSource({"parse", "index"})
  void hasFiguresOfEachType(String name) throws IOException {
    // Another form of a type has no index of its own.
    List<LogType> types =
        LogTypes.shipped().all().stream()
            .filter(type -> name.equals("parse") || type.formOf() == null)
            .toList();
    int records = 20 * types.size();

    int code = bench(name, "--records", Integer.toString(records), "--runs", "1", "--json");

    assertEquals(0, code);
    String line = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    JsonNode result = new ObjectMapper().readTree(line);
    assertEquals(records, result.path("records").asLong());
    for (LogType type : types) {
      String figure = name.equals("parse") ? type + " us" : type.name();
      assertTrue(result.path("ratios").path(figure).asDouble() > 0, figure + " in " + line);
      if (name.equals("index")) {
        double alone = result.path("ratios").path(type + " native only").asDouble();
        double factor = result.path("ratios").path(type + " factor").asDouble();
        assertEquals(result.path("ratios").path(figure).asDouble() / alone, factor, 0.01, line);
      }
    }
  }

  @Test
  void comparesSetsOfRules(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("rule.yml"),
        """
        title: A trail stops
        logsource: {product: aws, service: cloudtrail}
        detection:
          selection: {eventName: StopLogging}
          condition: selection
        """);

    int code =
        bench("rules", "--rules", folder.toString(), "--records", "60", "--runs", "1", "--json");

    assertEquals(0, code);
    String line = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    JsonNode ratios = new ObjectMapper().readTree(line).path("ratios");
    // One of sixty records tells of it.
    assertEquals(0.017, ratios.path("folder matches a record").asDouble(), line);
    assertEquals(1, ratios.path("folder rules").asInt(), line);
    assertTrue(ratios.path("folder load s").asDouble() > 0, line);
    assertTrue(ratios.path("3000 rules load s").asDouble() > 0, line);
    for (String rules : List.of("folder", "1000 rules", "10000 rules")) {
      assertTrue(ratios.path(rules + " us").asDouble() > 0, line);
      assertTrue(ratios.path(rules + " us added").isNumber(), line);
      assertTrue(ratios.path(rules + " bytes added").isNumber(), line);
    }
  }

  @Test
  void alertOfEachPlantedRecordArrivesOnce() throws IOException {
    int code =
        bench(
            "alerts",
            "--records",
            "200",
            "--records-per-second",
            "400",
            "--seconds",
            "5",
            "--json",
            "--straight");

    String line = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    JsonNode ratios = new ObjectMapper().readTree(line).path("ratios");
    assertEquals(0, code, line);
    // Five seconds of two objects of two hundred records, each with a planted one.
    assertEquals(10, ratios.path("alerts").asInt(), line);
    assertEquals(0, ratios.path("alerts lost").asInt(-1), line);
    assertEquals(0, ratios.path("alerts twice").asInt(-1), line);
    double median = ratios.path("p50 s").asDouble();
    assertTrue(median > 0, line);
    assertTrue(ratios.path("p90 s").asDouble() >= median, line);
    assertTrue(ratios.path("p99 s").asDouble() >= ratios.path("p90 s").asDouble(), line);
    assertTrue(ratios.path("sustained records a second").asDouble() > 0, line);
  }

  @Test
  void refusesNoSeconds() {
    assertEquals(WRONG_USAGE, bench("alerts", "--seconds", "0"));
  }

  /** With {@code -Dweir.rsigma=PATH}. */
  @Test
  @EnabledIfSystemProperty(named = "weir.rsigma", matches = ".+")
  void agreesWithRsigma() throws IOException {
    int code =
        bench(
            "rules",
            "--rsigma",
            System.getProperty("weir.rsigma"),
            "--records",
            "1000",
            "--runs",
            "1",
            "--json");

    String line = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    JsonNode ratios = new ObjectMapper().readTree(line).path("ratios");
    assertEquals(0, code, line);
    assertEquals(0, ratios.path("events that differ from rsigma").asInt(-1), line);
    assertTrue(ratios.path("10000 rules matches a record").asDouble() > 0, line);
    assertTrue(ratios.path("10000 rules us in rsigma").asDouble() > 0, line);
    assertTrue(ratios.path("10000 rules of rsigma").asDouble() > 0, line);
  }

  @Test
  void refusesAnRsigmaThatIsNone() {
    assertEquals(WRONG_USAGE, bench("rules", "--rsigma", "/nonexistent"));
  }

  @Test
  void refusesAFolderOfRulesThatIsNotThere() {
    assertEquals(WRONG_USAGE, bench("rules", "--rules", "/nonexistent"));
  }

  @Test
  void printsTableWithTarget() {
    int code = bench("source", "--records", "100", "--runs", "2");

    assertEquals(0, code);
    String table = printed.toString(StandardCharsets.UTF_8);
    assertTrue(table.contains("the design asks for"), table);
    assertTrue(table.contains("in 2 runs"), table);
  }

  @Test
  void refusesUnknownName() {
    assertEquals(WRONG_USAGE, bench("everything"));
  }

  @Test
  void refusesNoRecords() {
    assertEquals(WRONG_USAGE, bench("codec", "--records", "0"));
  }

  @Test
  void isFoundByTheCommandLine() {
    boolean found =
        ServiceLoader.load(CommandProvider.class).stream()
            .anyMatch(provider -> provider.get().command() instanceof BenchCommand);

    assertTrue(found);
  }

  private int bench(String... arguments) {
    BenchCommand command = new BenchCommand(new PrintStream(printed, true, StandardCharsets.UTF_8));
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments);
  }
}
