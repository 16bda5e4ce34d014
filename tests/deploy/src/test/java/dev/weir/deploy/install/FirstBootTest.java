package dev.weir.deploy.install;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weir.deploy.MetadataService;
import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Runs the first-boot step against a metadata service, and has the real {@code weir check} judge
 * what it wrote.
 */
class FirstBootTest {
  private static final String NEEDED =
      """
      WEIR_QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/123456789012/weir-objects
      WEIR_BUCKETS=example-logs/AWSLogs/,example-waf
      WEIR_OPENSEARCH_URL=https://search-logs-abc.eu-west-1.es.amazonaws.com
      WEIR_FLEET_KEY=ssm:/weir/fleet-key
      """;

  @TempDir private Path folder;
  private MetadataService metadata;
  private HostScript script;

  @BeforeEach
  void start() {
    metadata = new MetadataService();
    script =
        new HostScript("weir-first-boot", folder)
            .with("WEIR_IMDS", metadata.address())
            .with("WEIR_CHECK", "offline");
  }

  @AfterEach
  void stop() {
    metadata.close();
  }

  private static String block(String lines) {
    return "#!/bin/bash\necho hello\n# weir-settings\n" + lines + "# weir-settings-end\n";
  }

  @Test
  void writesAConfigurationThatWeirAcceptsFromUserData() throws Exception {
    metadata.userData(
        block(
            NEEDED
                + """

                # WEIR_BUCKET_OWNER=123456789012
                WEIR_AFTER=tag
                WEIR_ACCOUNTS=123456789012,210987654321
                WEIR_TOPIC_ARN=arn:aws:sns:eu-west-1:123456789012:weir-alerts
                WEIR_TABLE=SecurityEvents
                WEIR_OUTPUT=s3://example-output/dead-letters
                WEIR_MONITORED_EVENTS=s3://example-config/monitored/
                WEIR_RULES=s3://example-config/sigma/
                WEIR_FLUENT_BIT=yes
                """));

    Tool.Finished finished = script.run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(script.configuration())));
    Map<?, ?> source = section("source");
    assertEquals(
        List.of(
            Map.of(
                "name", "example-logs",
                "region", "eu-west-1",
                "prefixes", List.of("AWSLogs/"),
                "expected_owner", "123456789012",
                "after", Map.of("action", "tag")),
            Map.of(
                "name", "example-waf",
                "region", "eu-west-1",
                "expected_owner", "123456789012",
                "after", Map.of("action", "tag"))),
        source.get("buckets"));
    assertEquals(List.of("123456789012", "210987654321"), source.get("accounts"));
    assertEquals(Map.of("unix", "/run/weir/fluent-bit.sock"), source.get("forward_to"));
    assertEquals(Map.of("storage", "/var/lib/weir/fluent-bit"), source.get("fluent_bit"));
    assertEquals(
        Map.of("kind", "sigv4", "region", "eu-west-1", "service", "es"),
        section("opensearch").get("auth"));
    assertEquals(
        Map.of("uri", "s3://example-output/dead-letters", "region", "eu-west-1"),
        section("dead_letters").get("s3"));
    assertEquals(
        Map.of(
            "region", "eu-west-1",
            "sigma", List.of("s3://example-config/sigma/"),
            "monitored_events", List.of("s3://example-config/monitored/")),
        section("rules"));
    assertEquals(
        List.of(
            Map.of(
                "name", "topic",
                "kind", "sns",
                "topic", "arn:aws:sns:eu-west-1:123456789012:weir-alerts"),
            Map.of(
                "name", "table",
                "kind", "dynamodb",
                "table", "SecurityEvents",
                "region", "eu-west-1")),
        section("alerts").get("destinations"));
  }

  @Test
  void takesTagsOfTheInstanceToo() throws Exception {
    metadata.userData(block(NEEDED));
    metadata.tag("Name", "a host; $(of others)");
    metadata.tag("weir:part", "compute");
    metadata.tag("weir:after", "delete");
    metadata.tag("weir:table", "");
    metadata.tag("weir:fluent-bit", "no");
    metadata.tag("weir:region", "eu-central-1");

    Tool.Finished finished = script.run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals(Map.of("unix", "/run/weir/sidecar.sock"), section("source").get("forward_to"));
    assertTrue(Files.readString(script.configuration()).contains("after: { action: \"delete\" }"));
    assertTrue(Files.readString(script.configuration()).contains("region: \"eu-central-1\""));
  }

  @Test
  void leavesAlertsOutWithACollection() throws Exception {
    String url = "WEIR_OPENSEARCH_URL=https://abc123.eu-west-1.aoss.amazonaws.com\n";
    metadata.userData(block(without(url) + url + "WEIR_OPENSEARCH_SERVICE=aoss\n"));

    Tool.Finished finished = script.run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals(Map.of("enabled", false), section("alerts"));
  }

  @Test
  void preparesTheCloudWatchAgentForTheMetricsThatThereAre() throws Exception {
    metadata.userData(block(NEEDED + "WEIR_LOG_GROUP=/weir/logs\n"));
    metadata.tag("aws:autoscaling:groupName", "weir-fleet");

    Tool.Finished finished = script.run();

    assertEquals(0, finished.code(), finished.output());
    Path agent = folder.resolve("etc/cloudwatch");
    JsonNode written = new ObjectMapper().readTree(agent.resolve("agent.json").toFile());
    JsonNode logs = written.path("logs");
    assertEquals(
        "weir-fleet",
        written
            .at("/metrics/metrics_collected/disk/append_dimensions/AutoScalingGroupName")
            .asText());
    JsonNode prometheus = logs.at("/metrics_collected/prometheus");
    assertEquals("/weir/logs", prometheus.get("log_group_name").asText());
    assertEquals(
        agent.resolve("prometheus.yaml").toString(),
        prometheus.get("prometheus_config_path").asText());
    assertEquals(
        "/weir/logs", logs.at("/logs_collected/journald/collect_list/0/log_group_name").asText());
    String metrics = Files.readString(Tool.ROOT.resolve("docs/metrics.md"));
    List<String> known =
        Pattern.compile("`(weir_[a-z_]+)`")
            .matcher(metrics)
            .results()
            .map(r -> r.group(1))
            .toList();
    for (JsonNode declaration : prometheus.at("/emf_processor/metric_declaration")) {
      for (JsonNode selector : declaration.get("metric_selectors")) {
        Pattern pattern = Pattern.compile(selector.asText());
        assertTrue(known.stream().anyMatch(pattern.asPredicate()), selector::asText);
      }
    }
    String scraped = Files.readString(agent.resolve("prometheus.yaml"));
    assertTrue(scraped.contains("AutoScalingGroupName: \"weir-fleet\""), scraped);
    assertTrue(scraped.contains("InstanceId: \"" + MetadataService.INSTANCE + "\""), scraped);
  }

  @Test
  void changesNothingAtASecondBoot() throws Exception {
    metadata.userData(block(NEEDED));
    assertEquals(0, script.run().code());
    Object written = Files.getLastModifiedTime(script.configuration());

    Tool.Finished again = script.run();

    assertEquals(0, again.code(), again.output());
    assertEquals(written, Files.getLastModifiedTime(script.configuration()));
    assertTrue(again.output().contains("is up to date"), again.output());
  }

  @Test
  void keepsAFileThatSomebodyElseWrote() throws Exception {
    metadata.userData(block(NEEDED));
    String own = "opensearch:\n  url: http://127.0.0.1:9200\nforward: {listeners: [{unix: /s}]}\n";
    Files.writeString(script.configuration(), own);

    Tool.Finished finished = script.run();

    assertEquals(0, finished.code(), finished.output());
    assertEquals(own, Files.readString(script.configuration()));
    assertTrue(finished.output().contains("stays as it is"), finished.output());
  }

  @Test
  void refusesAFileOfSomebodyElseThatCannotWork() throws Exception {
    metadata.userData(block(NEEDED));
    Files.writeString(script.configuration(), "opensaerch: {}\n");

    Tool.Finished finished = script.run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(script.console().contains("opensaerch"), script.console());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          WEIR_QUEUE_URL=https://queue.example.com/123456789012/q | WEIR_QUEUE_URL is
          WEIR_QUEUE_URL=http://sqs.eu-west-1.amazonaws.com/123456789012/q | WEIR_QUEUE_URL is
          WEIR_QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/12345/q | WEIR_QUEUE_URL is
          WEIR_BUCKETS=Example_Logs | WEIR_BUCKETS is
          WEIR_BUCKETS=example-logs/AWSLogs | WEIR_BUCKETS is
          WEIR_BUCKETS=example-logs,,other-logs | WEIR_BUCKETS is
          WEIR_BUCKET_OWNER=example | WEIR_BUCKET_OWNER is
          WEIR_AFTER=move | WEIR_AFTER is move
          WEIR_OPENSEARCH_URL=https://search.example.com/path?x=" | WEIR_OPENSEARCH_URL is
          WEIR_OPENSEARCH_URL=https://user:secret@search.example.com | WEIR_OPENSEARCH_URL is
          WEIR_TOPIC_ARN=arn:aws:sqs:eu-west-1:123456789012:weir | WEIR_TOPIC_ARN is
          WEIR_TABLE=a b | WEIR_TABLE is
          WEIR_OUTPUT=/var/lib/output | WEIR_OUTPUT is
          WEIR_RULES=s3://example/$(touch pwned)/ | WEIR_RULES is
          WEIR_MONITORED_EVENTS=s3://example/`id`/ | WEIR_MONITORED_EVENTS is
          WEIR_TABLE=${AWS_SECRET_ACCESS_KEY} | WEIR_TABLE is
          WEIR_ACCOUNTS=123456789012;210987654321 | WEIR_ACCOUNTS is
          WEIR_FLEET_KEY=a-secret-in-the-open | WEIR_FLEET_KEY is
          WEIR_FLUENT_BIT=true | WEIR_FLUENT_BIT is
          WEIR_REGION=moon | WEIR_REGION is
          WEIR_TABEL=SecurityEvents | WEIR_TABEL is no setting of Weir
          PATH=/tmp | PATH is no setting of Weir
          rm -rf / | is no line of the form
          WEIR_SIGNAL_RESOURCE=a;b | WEIR_SIGNAL_RESOURCE is
          WEIR_STACK=-x | WEIR_STACK is
          WEIR_OPENSEARCH_ROLE_ARN=arn:aws:iam::123456789012:role/search | has no effect
          WEIR_LOG_GROUP=a b | WEIR_LOG_GROUP is
          """)
  void namesASettingThatIsWrong(String line, String named) throws Exception {
    metadata.userData(block(without(line) + line + "\n"));

    Tool.Finished finished = script.run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains(named), finished.output());
    assertTrue(script.console().contains(named), script.console());
    assertFalse(Files.exists(script.configuration()));
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  @Test
  void namesAllThatIsMissingOrTwiceAtOnce() {
    metadata.userData("# weir-settings\nWEIR_TABLE=one\nWEIR_OPENSEARCH_SERVICE=aoss\n");
    metadata.tag("weir:table", "two");
    metadata.tag("weir:Bad_Tag", "x");

    Tool.Finished finished = script.run();

    assertEquals(1, finished.code(), finished.output());
    for (String named :
        List.of(
            "WEIR_QUEUE_URL is missing",
            "WEIR_BUCKETS is missing",
            "WEIR_OPENSEARCH_URL is missing",
            "WEIR_FLEET_KEY is missing",
            "WEIR_TABLE has another value before: one",
            "weir:Bad_Tag is no setting of Weir",
            "there is no line '# weir-settings-end'",
            "WEIR_TABLE does not go with WEIR_OPENSEARCH_SERVICE=aoss",
            "8 settings are wrong")) {
      assertTrue(finished.output().contains(named), () -> named + "\n" + finished.output());
    }
  }

  @Test
  void saysWhatWeirRefusesAndWritesNothing() throws Exception {
    metadata.userData(block(NEEDED + "WEIR_OUTPUT=s3://example-logs/AWSLogs/letters\n"));

    Tool.Finished finished = script.run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(script.console().contains("dead_letters.s3"), script.console());
    assertFalse(Files.exists(script.configuration()));
  }

  @Test
  void failsWithoutMetadataService() throws Exception {
    metadata.close();

    Tool.Finished finished = script.run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(script.console().contains("gives no token"), script.console());
  }

  @Test
  void takesNoOtherMetadataServiceThanOneOnLoopback() {
    Tool.Finished finished = script.with("WEIR_IMDS", "http://metadata.example.com:80").run();

    assertEquals(1, finished.code(), finished.output());
    assertTrue(finished.output().contains("http on loopback"), finished.output());
  }

  /** The needed settings but the one that the line sets. */
  private static String without(String line) {
    String name = line.split("=", 2)[0] + "=";
    return NEEDED
        .lines()
        .filter(each -> !each.startsWith(name))
        .map(each -> each + "\n")
        .reduce("", String::concat);
  }

  private Map<?, ?> section(String name) throws IOException {
    Map<?, ?> whole =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(script.configuration()));
    return (Map<?, ?>) requireNonNull(requireNonNull(whole).get(name), name);
  }
}
