package dev.weir.cli;

import static dev.weir.source.content.Containers.tar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir explain} as people read it. */
class ExplainedTextTest {
  private static final String BASE =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void saysByWhatATypeWasTold() throws Exception {
    Path flow = write("flow.log", "version srcaddr dstaddr action\n2 192.0.2.1 192.0.2.2 ACCEPT\n");
    Path text = write("a.txt", "no type at all\n");

    String byContent = told(explain(flow));
    assertTrue(byContent.startsWith("its content has a first line that matches ^("), byContent);
    assertTrue(byContent.endsWith("srcaddr( [a-z0-9-]+)*$ (content of aws.vpcflow)"), byContent);
    String key = "AWSLogs/123456789012/vpcflowlogs/eu-west-1/2026/11/20/x.log.gz";
    String byKey = told(explain("--key", key, flow));
    assertTrue(byKey.startsWith("its key matches ") && byKey.contains("vpcflowlogs/"), byKey);
    assertTrue(byKey.endsWith(" (keys[1] of aws.vpcflow)"), byKey);
    assertEquals("--type says so", told(explain("--type", "aws.vpcflow", flow)));
    assertEquals("neither key nor content tell more", told(explain(text)));
  }

  @Test
  void namesTheOneSignOfSeveralThatTheContentHas() throws Exception {
    Path one = write("one.json", "{\"DistributionId\":\"E1\",\"c-ip\":\"192.0.2.1\"}\n");

    String told = told(explain(one));

    assertEquals(
        "its content has the members DistributionId, c-ip (content of aws.cloudfront.json)", told);
  }

  @Test
  void saysOfEachMemberByWhatItsOwnTypeWasTold() throws Exception {
    String trail = "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/x.json";
    byte[] records = "{\"Records\":[{\"n\":1}]}".getBytes(StandardCharsets.UTF_8);
    Path archive = Files.write(folder.resolve("a.tar"), tar(Map.of(trail, records)));

    String told = told(explain(archive));

    assertTrue(told.startsWith("its member " + trail + ": its key matches "), told);
    assertTrue(told.endsWith(" (keys[1] of aws.cloudtrail)"), told);
  }

  @Test
  void explainsARecordWhateverTheLengthOfItsNamesAndNumbers() throws Exception {
    String name = "k".repeat(64 << 10);
    Path log = write("a.json", "{\"%s\":1,\"n\":%s}\n".formatted(name, "9".repeat(2000)));

    String text = explain(log.toString());

    assertTrue(text.contains("\"" + name + "\" : 1"), () -> text.substring(0, 200));
  }

  @Test
  void saysWhoseTimeADocumentHas() throws Exception {
    Path log = write("a.json", "{\"time\":\"soon\"}\n{\"n\":1}\n{\"ts\":1795168800}\n");

    String text = explain("--last-modified", "2026-11-21T02:10:49Z", log);

    assertTrue(text.contains("  time: object's, as time is unreadable\n"), text);
    assertTrue(text.contains("  time: object's, as the event's own is missing\n"), text);
    assertEquals(2, text.split("  time: ", -1).length - 1, text);
  }

  @Test
  void asksTheRulesOfTheBucketFirst() throws Exception {
    Path config =
        write(
            "weir.yaml",
            BASE
                + """
                fleet_key: 0123456789abcdef0123456789abcdef
                source:
                  queues: [{ url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/q' }]
                  buckets:
                    - { name: one-logs, types: [{ key: 'logs/**', type: apache.access }] }
                    - { name: two-logs, types: [{ key: 'logs/**', type: nginx.access }] }
                  forward_to: { unix: /run/fluent-bit.sock }
                """);
    Path log =
        write("x.log", "192.0.2.1 - - [20/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n");

    String two = explain("-c", config, "--key", "s3://two-logs/logs/x.gz", log);
    String any = explain("-c", config, "--key", "logs/x.gz", log);

    assertEquals(
        "the configuration says so of keys like logs/** (types[0] of the bucket two-logs)",
        told(two));
    assertTrue(two.contains("\"object\" : \"s3://two-logs/logs/x.gz\""), two);
    assertTrue(any.contains(log + ": apache.access, "), any);
  }

  @Test
  void namesTheRuleOfAnOwnTypeThatWasPassedOver() throws Exception {
    Path config = write("weir.yaml", BASE + "types: { app.login: { file: login.yaml } }\n");
    write("login.yaml", "{ type: app.login, content: [{ line: sshd }], format: { text: true } }\n");
    Path log = write("x.log", "Nov 20 10:00:00 web-1 sshd[1]: Server listening\n");

    String byKey = told(explain("-c", config, "--key", "var/log/auth.log", log));
    String byContent = told(explain("-c", config, log));

    assertTrue(
        byKey.endsWith(
            " (keys[0] of linux.auth); that goes before content of app.login, which fits as well"),
        byKey);
    assertEquals("its content has mostly lines that match sshd (content of app.login)", byContent);
  }

  @Test
  void saysWhatEachEnrichmentAdds() throws Exception {
    write("bad.txt", "198.51.100.7\n");
    write("hosts.csv", "net,team\n198.51.100.0/24,web\n");
    Path config =
        write(
            "weir.yaml",
            BASE
                + """
                enrich:
                  url: true
                  user_agent: true
                  threat: [{ from: %1$s/bad.txt }]
                  tables:
                    - from: %1$s/hosts.csv
                      key: net
                      match: ip
                      fields: [source.ip]
                      add: { team: asset.source.team }
                """
                    .formatted(folder));
    Path log =
        write(
            "access.log",
            "198.51.100.7 - - [20/Nov/2026:10:00:00 +0000] \"GET /a.php?b=%27 HTTP/1.1\" 200 1\n");

    List<String> lines =
        explain("-c", config, "--type", "apache.access", log).lines().map(String::strip).toList();

    assertTrue(lines.contains("user_agent: adds nothing"), lines.toString());
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("url: adds ") && line.contains("url.path")),
        lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(line -> line.startsWith("threat: adds ") && line.contains("\"bad\"")),
        lines.toString());
    assertTrue(lines.contains("table hosts: adds asset.source.team=\"web\""), lines.toString());
  }

  @Test
  void saysOfAListThatIsNotThere() throws Exception {
    Path config =
        write("weir.yaml", BASE + "enrich: { threat: [{ from: " + folder + "/none.txt }] }\n");

    CommandRun run =
        CommandRun.of("explain", "-c", config.toString(), write("a.txt", "x\n").toString());

    assertEquals(0, run.code());
    assertTrue(run.err().startsWith("list none is not there, "), run.err());
  }

  @Test
  void showsNothingThatSteersTheTerminal() throws Exception {
    Path log = write("x.json", "{\"a\":\"\\u001b[2J\\u009b31m\\u202e\"}\n");

    String shown = explain(log.toString());

    assertFalse(shown.chars().anyMatch(c -> c == 0x1b || c == 0x9b || c == 0x202e), shown);
    assertTrue(shown.contains("\\u009b31m\\u202e"), shown);
  }

  @Test
  void saysWhatIsNotIndexedAndWhy() throws Exception {
    Path config =
        write(
            "weir.yaml",
            BASE
                + "filter: { rules: [{ name: quiet, drop: { when:"
                + " [{ field: level, equals: debug }] } }] }\n");
    Path log = write("x.json", "{\"level\":\"debug\"}\n{broken\n");

    String shown = explain("-c", config, "--type", "json", log);

    assertTrue(shown.contains("record 0: dropped by the filter: quiet\n"), shown);
    assertTrue(shown.contains("record 1: a dead letter: "), shown);
  }

  /** What told the type, in the first line of a file's records. */
  private static String told(String text) {
    String line = text.lines().filter(each -> each.contains(", as ")).findFirst().orElseThrow();
    return line.substring(line.indexOf(", as ") + ", as ".length());
  }

  private Path write(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  private static String explain(Object... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "explain";
    for (int i = 0; i < arguments.length; i++) {
      all[i + 1] = arguments[i].toString();
    }
    CommandRun run = CommandRun.of(all);
    assertEquals("", run.err());
    return run.out();
  }
}
