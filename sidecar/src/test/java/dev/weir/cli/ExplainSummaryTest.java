package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir explain} says of all records, and how many of them it prints. */
class ExplainSummaryTest {
  private static final String QUIET =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      filter:
        rules: [{ name: quiet, drop: { when: [{ field: level, equals: debug }] } }]
      """;

  @TempDir Path folder = Path.of("");
  private Path logs = Path.of("");
  private Path config = Path.of("");

  /** Six lines and ten of two types, of which the last is not understood. */
  @BeforeEach
  void writeLogs() throws Exception {
    logs = Files.createDirectories(folder.resolve("logs"));
    config = Files.writeString(folder.resolve("weir.yaml"), QUIET);
    Files.writeString(
        logs.resolve("a.json"),
        "{\"n\":1}\n{\"level\":\"debug\"}\n{\"n\":2}\n{\"n\":3}\n{\"level\":\"debug\"}\n{broken\n");
    String flow =
        "2 123456789012 eni-1 192.0.2.1 192.0.2.2 1 2 6 9 8 1795168800 1795168860 ACCEPT OK";
    Files.writeString(
        logs.resolve("b.log"),
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
            + " start end action log-status\n"
            + (flow + "\n").repeat(9)
            + flow.replace("192.0.2.1", "eth0")
            + "\n");
  }

  @Test
  void beginsWithTheRecordsOfAllFilesByTypeAndOutcome() {
    CommandRun run = explain(logs);

    assertEquals(
        List.of(
            "16 records in 2 files",
            "  aws.vpcflow  9 indexed, 1 not understood (fields_elsewhere)",
            "  json         3 indexed, 2 filtered (quiet), 1 dead-lettered (malformed_json)",
            "",
            logs.resolve("a.json") + ": json, as its content has JSON (content of json)"),
        run.out().lines().limit(5).toList());
    assertEquals(1, run.code());
  }

  @Test
  void printsTheFirstRecordsAndCountsAllOfThem() {
    CommandRun run = explain("--limit", 2, logs);

    assertEquals("16 records in 2 files", run.out().lines().findFirst().orElseThrow());
    assertEquals(2, printed(run));
    assertTrue(run.out().endsWith("\nNot printed: 14 records. --limit N prints more.\n"));
    assertFalse(run.out().contains("b.log: aws.vpcflow, as "), run.out());
    assertEquals(1, run.code());
  }

  @Test
  void namesTheFilesInWhichSomethingIsNotUnderstood() throws Exception {
    Files.writeString(logs.resolve("c.json"), "{\"n\":1}\n");

    CommandRun run = explain("--limit", 0, logs);

    assertEquals(
        """
        17 records in 3 files
          aws.vpcflow  9 indexed, 1 not understood (fields_elsewhere)
          json         4 indexed, 2 filtered (quiet), 1 dead-lettered (malformed_json)

        Not understood:
          %1$s/a.json  1 dead-lettered (malformed_json)
          %1$s/b.log   1 not understood (fields_elsewhere)
        """
            .formatted(logs),
        run.out());
  }

  @Test
  void namesNoMoreFilesThanSomebodyReads() throws Exception {
    for (int i = 0; i < 25; i++) {
      Files.writeString(logs.resolve("x" + (10 + i) + ".json"), "{\"broken\n");
    }

    List<String> lines = explain("--limit", 0, logs).out().lines().toList();

    assertEquals("  and 7 more", lines.getLast());
    assertEquals(4 + 1 + 20 + 1, lines.size());
  }

  @Test
  void printsTheSummaryAlone() {
    CommandRun run = explain("--limit", 0, logs.resolve("a.json"));

    assertEquals(
        """
        6 records in 1 file
          json  3 indexed, 2 filtered (quiet), 1 dead-lettered (malformed_json)
        """,
        run.out());
  }

  @Test
  void printsAsManyAsSomebodyReads() throws Exception {
    Path lines = folder.resolve("lines.txt");
    Files.write(lines, IntStream.range(0, 25).mapToObj(Integer::toString).toList());

    assertEquals(20, printed(explain(lines)));
    assertEquals(25, printed(explain("--limit", 25, lines)));
    assertEquals(25, explain("--json", lines).out().lines().count());
  }

  @Test
  void limitsTheLinesForProgramsAndNothingElse() {
    CommandRun all = explain("--json", logs);
    CommandRun two = explain("--json", "--limit", 2, logs);

    assertEquals(16, all.out().lines().count());
    assertEquals(all.out().lines().limit(2).toList(), two.out().lines().toList());
    assertEquals(1, two.code());
    assertEquals("", two.err());
  }

  @Test
  void readsTheStandardInput() {
    String lines = IntStream.range(0, 25).mapToObj(n -> n + "\n").collect(Collectors.joining());
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
    try {
      CommandRun run = explain("--limit", 1, "-");

      assertTrue(run.out().startsWith("25 records in 1 file\n  text  25 indexed\n\nstdin: text, "));
      assertEquals(0, run.code(), run.err());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void refusesALimitBelowNothing() {
    CommandRun run = explain("--limit=-1", logs);

    assertEquals("weir: --limit is 0 or more.\n", run.err());
    assertEquals(2, run.code());
  }

  private static long printed(CommandRun run) {
    return run.out().lines().filter(line -> line.startsWith("record ")).count();
  }

  private CommandRun explain(Object... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "explain";
    all[1] = "-c";
    all[2] = config.toString();
    for (int i = 0; i < arguments.length; i++) {
      all[i + 3] = arguments[i].toString();
    }
    return CommandRun.of(all);
  }
}
