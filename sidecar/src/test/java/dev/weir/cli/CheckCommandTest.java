package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir check}. */
class CheckCommandTest {
  private static final String GOOD =
      """
      host: h1
      fleet_key: a-secret-of-the-fleet
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: http://127.0.0.1:9200 }
      """;

  @TempDir Path folder = Path.of("");

  @Test
  void theExampleIsGood() throws Exception {
    String secrets = "\\$\\{(WEIR_FLEET_KEY|WEIR_SHARED_KEY|OPENSEARCH_PASSWORD)}";
    String example = Files.readString(Path.of("weir.example.yaml"));
    Path file = file(example.replaceAll(secrets, "0123456789abcdef"));

    CommandRun check = CommandRun.of("check", "-c", file.toString(), "--offline");

    assertEquals("", check.err());
    assertEquals(0, check.code());
    assertTrue(check.out().contains("no problem"), check.out());
  }

  @Test
  void estimatesTheShardsOfTheTypesThatAreNamed() throws Exception {
    String types =
        """
        types:
          aws.waf: { period: month, retention: 84d, shards: 3 }
          aws.cloudtrail: { retention: 30d }
        """;

    CommandRun check = CommandRun.of("check", "-c", file(GOOD + types).toString(), "--offline");

    assertEquals(0, check.code());
    // (84 / 28 + 2) * 3 shards * 2 copies; (30 / 1 + 2) * 1 * 2.
    assertTrue(
        check
            .out()
            .contains(
                "\nat most 94 shards with their copies: aws.cloudtrail 64, aws.waf 30; OpenSearch"
                    + " allows 1,000 on a node\n"),
        check.out());
    assertFalse(check.out().contains("CAUTION"), check.out());
  }

  @Test
  void saysOfEachBucketWhatIdsComeFrom() throws Exception {
    String source =
        """
        source:
          queues: [{ url: "https://sqs.eu-central-1.amazonaws.com/123456789012/q" }]
          forward_to: { unix: /run/in.sock }
          fluent_bit: { storage: /var/lib/x }
          buckets:
            - { name: trails, prefixes: [AWSLogs/] }
            - { name: mixed, prefixes: [a/, b/], types: [{ key: "a/**", type: aws.waf }] }
            - { name: hub-findings, own_ids: true }
            - { name: copies, own_ids: false }
            - { name: waf-logs, types: [{ key: "**", type: aws.waf }] }
            - { name: web, prefixes: [web/logs/], types: [{ key: "web/**", type: nginx.access }] }
            - { name: hub, types: [{ key: "**", type: aws.securityhub }] }
        """;
    String accounts = "  accounts: ['123456789012', '210987654321']\n";

    CommandRun any = CommandRun.of("check", "--offline", "-c", file(GOOD + source).toString());
    CommandRun named =
        CommandRun.of("check", "--offline", "-c", file(GOOD + source + accounts).toString());

    String event = "the _id of a document is its event's own id";
    String place = "the _id of a document comes from where its record lies";
    String anyAccount =
        event
            + " in objects below AWSLogs/ of any account, else it comes from where the record lies";
    assertEquals(
        List.of(
            "s3://trails/AWSLogs/: " + anyAccount,
            "s3://mixed/a/ b/: " + anyAccount,
            "s3://hub-findings/: "
                + event
                + ", if it has one, whoever wrote the object (own_ids: true)",
            "s3://copies/: " + place + " (own_ids: false)",
            "s3://waf-logs/: " + place + ", as its types have no other id",
            "s3://web/web/logs/: " + place + ", as its types have no other id",
            "s3://hub/: " + place + ": the id of aws.securityhub counts only with own_ids: true"),
        any.out().lines().filter(line -> line.startsWith("s3://")).toList(),
        any.err());
    assertEquals(0, any.code());
    assertTrue(
        named.out().contains(" in objects below AWSLogs/ of 123456789012, 210987654321, else"),
        named.out());
    assertFalse(named.out().contains("CAUTION: source.accounts"), named.out());
  }

  @Test
  void cautionsOnceAgainstIdsOfAnyAccount() throws Exception {
    String source =
        """
        source:
          queues: [{ url: "https://sqs.eu-central-1.amazonaws.com/123456789012/q" }]
          forward_to: { unix: /run/in.sock }
          fluent_bit: { storage: /var/lib/x }
          buckets:
            - { name: trails, prefixes: [AWSLogs/] }
            - { name: others }
            - { name: web, types: [{ key: "**", type: nginx.access }] }
        """;
    String config = file(GOOD + source).toString();
    String caution =
        "source.accounts names no account, so events' own ids count below AWSLogs/ for any account"
            + " in s3://trails/AWSLogs/, s3://others/: whoever may write there can take the id of an"
            + " event before the event comes. Write the accounts of your logs into source.accounts";

    CommandRun text = CommandRun.of("check", "--offline", "-c", config);
    CommandRun json = CommandRun.of("check", "--offline", "--json", "-c", config);

    assertEquals(
        List.of("CAUTION: " + caution),
        text.out().lines().filter(line -> line.contains("CAUTION")).toList());
    assertTrue(json.out().contains("\"cautions\":[\"" + caution + "\"]"), json.out());
  }

  @Test
  void cautionsOfExceptionsThatEndAndOfIdsThatNoRuleHas() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String rules =
        """
        rules:
          tune: { nobody: { level: low } }
          exceptions:
            - { rule: '*', when: { a: b }, owner: anna, reason: over, until: %s }
            - { rule: '*', when: { a: b }, owner: bert, reason: soon, until: %s }
            - { rule: '*', when: { a: b }, owner: carl, reason: later, until: %s }
        """
            .formatted(today.minusDays(10), today.plusDays(3), today.plusDays(30));
    String config = file(GOOD + rules).toString();

    CommandRun offline = CommandRun.of("check", "--offline", "-c", config);
    CommandRun run = CommandRun.of("check", "-c", config);

    assertEquals(0, offline.code());
    assertEquals(
        List.of(
            "CAUTION: the exception of anna for all rules ran out",
            "CAUTION: the exception of bert for all rules runs out"),
        cautions(offline));
    assertEquals(
        List.of(
            "CAUTION: the exception of anna for all rules ran out",
            "CAUTION: the exception of bert for all rules runs out",
            "CAUTION: rules.tune names 'nobody', and no rule that could be read has this id. `weir"
                + " rules list` shows the ids of rules, and `weir rules check` what is refused"),
        cautions(run));
  }

  /** Without the ends of exceptions. */
  private static List<String> cautions(CommandRun run) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("CAUTION"))
        .map(line -> line.replaceFirst(" at the end of .*", ""))
        .toList();
  }

  @Test
  void cautionsAgainstMoreShardsThanANodeTakes() throws Exception {
    String types = "types: { aws.waf: { shards: 2 } }\n";

    CommandRun check = CommandRun.of("check", "-c", file(GOOD + types).toString(), "--offline");

    assertEquals(0, check.code());
    assertTrue(
        check
            .out()
            .contains("aws.waf 1,468 (counted with one year, as it has no retention: aws.waf)"),
        check.out());
    assertTrue(
        check.out().contains("CAUTION: 1,468 shards are more than the 1,000 that"), check.out());
  }

  @Test
  void tellsProgramsOfTheShards() throws Exception {
    String types = "types: { aws.waf: { retention: 30d }, aws.guardduty: {} }\n";

    CommandRun check =
        CommandRun.of("check", "--json", "-c", file(GOOD + types).toString(), "--offline");

    assertEquals(0, check.code());
    assertEquals(
        "{\"problems\":[],\"shards\":{\"total\":798,\"allowed_on_a_node\":1000,"
            + "\"by_type\":{\"aws.guardduty\":734,\"aws.waf\":64}},\"cautions\":[],\"reached\":[]}",
        check.out().strip());
  }

  @Test
  void theExampleOfAnAccountIsRight() throws Exception {
    String example =
        Files.readString(Path.of("examples/aws-account.yaml"))
            .replace("${WEIR_FLEET_KEY}", "a-secret-of-the-fleet");

    CommandRun check = CommandRun.of("check", "-c", file(example).toString(), "--offline");

    assertEquals(0, check.code(), check.err());
    assertTrue(check.out().contains("no problem"), check.out());
    assertFalse(check.out().contains("CAUTION"), check.out());
  }

  @Test
  void theExampleNeedsSecretsOfItsOwn() {
    CommandRun check = CommandRun.of("check", "-c", "weir.example.yaml", "--offline");

    assertEquals(2, check.code());
    assertTrue(check.err().contains("WEIR_FLEET_KEY"), check.err());
  }

  @Test
  void listsEveryProblemAndExitsWithTwo() throws Exception {
    Path file = file("hots: h1\nforward: {}\nopensearch: { gzip: maybe }\n");

    CommandRun check = CommandRun.of("check", "-c", file.toString(), "--offline");

    assertEquals(2, check.code());
    assertEquals(
        List.of(
            "line 1: hots: given an unknown key, expected 'host'",
            "line 2: forward.listeners: given no listener, expected at least one of unix or tcp",
            "line 3: opensearch.url: given nothing, expected the address of OpenSearch",
            "line 3: opensearch.gzip: given 'maybe', expected true or false"),
        check.err().lines().map(line -> line.replace(file + ": ", "")).toList());
  }

  @Test
  void printsProblemsForPrograms() throws Exception {
    CommandRun check =
        CommandRun.of(
            "check", "--json", "-c", file(GOOD + "metrics: { port: 1 }\n").toString(), "--offline");

    assertEquals(2, check.code());
    assertEquals(
        "{\"problems\":[{\"key\":\"metrics.port\",\"line\":5,\"given\":\"an unknown key\","
            + "\"expected\":\"one of enabled, listen\"}],\"cautions\":[],\"reached\":[]}",
        check.out().strip());
  }

  @Test
  void printsTheEffectiveConfigurationWithoutSecrets() throws Exception {
    CommandRun check = CommandRun.of("check", "--offline", "--print", "-c", file(GOOD).toString());

    assertEquals(0, check.code());
    assertTrue(check.out().contains("bulk_size: 5MiB"), check.out());
    assertFalse(check.out().contains("a-secret"), check.out());
  }

  @Test
  void saysWhatCannotBeReachedAndExitsWithOne() throws Exception {
    RecordingDaemons daemons =
        new RecordingDaemons(
            false,
            new Reached("queue objects", Optional.empty()),
            new Reached("opensearch", Optional.of("connection refused")));

    CommandRun check = run(daemons, "check", "-c", file(GOOD).toString());

    assertEquals(1, check.code());
    assertTrue(check.out().contains("queue objects: reached"), check.out());
    assertTrue(check.out().contains("opensearch: PROBLEM: connection refused"), check.out());
    assertEquals(List.of("reach"), daemons.calls);
  }

  @Test
  void saysThatAPlaceToListenAtIsFree() throws Exception {
    RecordingDaemons daemons =
        new RecordingDaemons(false, Reached.listening("metrics.listen :1", Optional.empty()));

    CommandRun check = run(daemons, "check", "-c", file(GOOD).toString());

    assertTrue(
        check.out().contains("metrics.listen :1: free, weir can listen there\n"), check.out());
  }

  @Test
  void printingSaysWhatCannotBeReachedBesideIt() throws Exception {
    RecordingDaemons daemons =
        new RecordingDaemons(false, new Reached("opensearch", Optional.of("down")));

    CommandRun check = run(daemons, "check", "--print", "-c", file(GOOD).toString());

    assertEquals(1, check.code());
    assertFalse(check.out().contains("opensearch: PROBLEM"), check.out());
    assertTrue(check.err().contains("opensearch: PROBLEM: down"), check.err());
  }

  @Test
  void offlineReachesForNothing() throws Exception {
    RecordingDaemons daemons =
        new RecordingDaemons(false, new Reached("opensearch", Optional.of("down")));

    CommandRun check = run(daemons, "check", "--offline", "-c", file(GOOD).toString());

    assertEquals(0, check.code());
    assertEquals(List.of(), daemons.calls);
  }

  @Test
  void namesAFileThatIsNotThere() {
    CommandRun weir = CommandRun.of("check", "-c", "nosuch.yaml");
    CommandRun fluentBit = CommandRun.of("check", "--fluent-bit", "nosuch.conf");
    CommandRun nothing = CommandRun.of("check");

    assertEquals(2, weir.code());
    assertTrue(weir.err().contains("no such file"), weir.err());
    assertEquals(2, fluentBit.code());
    assertEquals("nosuch.conf:1: no such file", fluentBit.err().strip());
    assertEquals(2, nothing.code());
    assertTrue(nothing.err().contains("'--config=FILE' or '--fluent-bit=FILE'"), nothing.err());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("weir.yaml"), text);
  }

  private static CommandRun run(DaemonFactory daemons, String... args) {
    return CommandRun.of(daemons, List.of(), new ManualStop(), args);
  }
}
