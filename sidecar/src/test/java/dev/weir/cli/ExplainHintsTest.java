package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code weir explain} says so that its reader knows what to do next. */
class ExplainHintsTest {
  private static final String LOGIN =
      """
      type: app.login
      id: [who]
      content: [{ line: '^LOGIN' }]
      format: { dissect: 'LOGIN {who}' }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void aFileOfTypesAloneIsEnough() throws Exception {
    Path config = types();
    Path log = write("a.log", "LOGIN alice\n");

    CommandRun run = explain("-c", config, log);

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("  app.login  1 indexed\n"), run.out());
  }

  @Test
  void aMistakeInSuchAFileIsFoundAllTheSame() throws Exception {
    Path config = write("weir.yaml", "types: { app.login: { perod: week } }\n");

    CommandRun run = explain("-c", config, write("a.log", "x\n"));

    assertEquals(2, run.code());
    assertTrue(run.err().contains("expected 'period'"), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "read",
      value = {
        "s3://other/logs/x.log | source.buckets has no bucket other",
        "s3://web/x.log | its key begins with none of the prefixes of source.buckets: logs/, old/",
        "x.log | its key begins with none of the prefixes of source.buckets: logs/, old/, in/",
        "s3://web/logs/x.tmp | include and exclude in source.buckets leave its key out",
        "s3://app/in/x.txt | include and exclude in source.buckets leave its key out",
        "s3://web/logs/x.log | read",
        "logs/x.log | read",
        "in/x.log | read",
      })
  void saysThatAnObjectWouldNotBeReadAndAsksNoRuleOfAnother(String key, String why)
      throws Exception {
    Path config =
        write(
            "weir.yaml",
            """
            source:
              queues: [{ url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q' }]
              forward_to: { unix: /run/fluent-bit.sock }
              buckets:
                - name: web
                  prefixes: [logs/, old/]
                  exclude: ['**.tmp']
                  types: [{ key: '**', type: syslog }]
                - { name: app, prefixes: [in/], include: ['**.log'] }
            """);
    Path log = write("x.log", "a line\n");

    CommandRun run = explain("-c", config, "--key", key, log);

    assertEquals(
        why == null ? "" : key + ": Weir would not read this object: " + why + "\n", run.err());
    boolean ofWeb = key.contains("logs/x") && !key.contains("other");
    assertEquals(ofWeb, run.out().contains("types[0] of the bucket web"), run.out());
  }

  @Test
  void saysThatTwoTypesLookAlikeAndNoMorePatternThanSomebodyReads() throws Exception {
    Path log =
        write("x.log", "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");

    CommandRun run = explain("--limit", 1, log);

    String told =
        run.out()
            .lines()
            .filter(line -> line.contains(": apache.access, as "))
            .findAny()
            .orElseThrow();
    assertTrue(
        told.endsWith(
            "…, as logs of nginx.access may have, too: a key, buckets[].types or --type tells them"
                + " apart (content of apache.access)"),
        told);
    assertTrue(told.length() < 500, told);
    CommandRun types = CommandRun.of("types", "apache.access");
    assertFalse(types.out().contains("…"), types.out());
    assertTrue(types.out().contains("nginx in its default format"), types.out());
  }

  @Test
  void saysWhichValuesOfADocumentAreNone() throws Exception {
    String note =
        "\nNothing is sent: weir.ingested and weir.version are placeholders, and so is the bucket"
            + " \"explain\" in weir.object.\n";

    assertTrue(explain(write("a.json", "{}\n")).out().endsWith(note));
    assertFalse(explain("--limit", 0, write("a.json", "{}\n")).out().contains(note));
  }

  @Test
  void saysWhyARecordIsNotUnderstoodAndWhatToTry() throws Exception {
    Path config = types();
    Path log = write("a.log", "LOGOUT bob\n{\"broken\n");
    String hint = "; if it is of another type, --type or --key says which";

    String lines = explain("-c", config, "--type", "app.login", log).out();
    String syslog = explain("--type", "syslog", log).out();
    String json = explain("--type", "json", log).out();

    assertTrue(
        lines.contains("\n  why: no form in the format of app.login fits the whole line" + hint),
        lines);
    assertTrue(syslog.contains("\n  why: the line does not begin as one of syslog" + hint), syslog);
    assertTrue(
        json.contains("\n  why: it is broken JSON" + hint + ". It begins: {\"broken\n"), json);
  }

  @Test
  void saysWhyAnIdIsNotTheEventsOwn() throws Exception {
    Path config = types();
    String trail =
        "{\"Records\":[{\"eventVersion\":\"1.0\",\"eventID\":\"a\",\"recipientAccountId\":"
            + "\"123456789012\",\"eventName\":\"x\",\"eventSource\":\"y\"}]}";
    String key = "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x.json.gz";

    String own = explain("-c", config, write("a.log", "LOGIN alice\n")).out();
    String cloudTrail = explain("--type", "aws.cloudtrail", write("a.json", trail)).out();
    String granted = explain("--key", key, write("a.json", trail)).out();

    assertTrue(
        own.contains(
            "  id: that of the record's place. The event's own id (who) counts with own_ids: true of"
                + " its bucket, if the record has all parts of it\n"),
        own);
    assertTrue(
        cloudTrail.contains(" counts in objects under AWS's own keys, or with own_ids: true of"),
        cloudTrail);
    assertFalse(granted.contains("\n  id: "), granted);
    assertTrue(granted.contains("indexed in weir-aws.cloudtrail-"), granted);
  }

  private Path types() throws Exception {
    write("login.yaml", LOGIN);
    return write("weir.yaml", "types: { app.login: { file: login.yaml } }\n");
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  private static CommandRun explain(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("explain"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return CommandRun.of(all.toArray(String[]::new));
  }
}
