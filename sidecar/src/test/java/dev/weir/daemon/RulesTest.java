package dev.weir.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Rules in S3, and records that are held against them on their way. */
@ExtendWith(LabExtension.class)
class RulesTest {
  private static final String TYPES = "types: [{ key: '**/*.json', type: aws.cloudtrail }]";
  private static final String BUCKET = "rules-in-s3";

  private final Lab lab;
  @TempDir Path folder = Path.of("");

  RulesTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void documentsSayWhichRulesTheyMatchAndRulesChangeOnTheFly() throws Exception {
    lab.createBucket(BUCKET);
    String queue = lab.createQueue(BUCKET, Duration.ofSeconds(30));
    rule("rules/users.yml", "a user is made", "high", "CreateUser");
    rule("rules/all.yml", "anything in IAM", "low", "'*User'");
    putRule("rules/readme.txt", "no rule");
    putRule(
        "events.json", "{\"events\": [{\"name\": \"DeleteUser\", \"severity\": \"critical\"}]}");
    String section =
        """
        rules:
          shipped: false
          sigma: [s3://%1$s/rules/]
          monitored_events: [s3://%1$s/events.json]
          refresh: 5s
          region: %2$s
          endpoint: '%3$s'
          access_key: %4$s
          secret_key: %5$s
        """
            .formatted(
                BUCKET,
                lab.s3().region(),
                lab.s3().endpoint(),
                lab.s3().accessKey(),
                lab.s3().secretKey());
    try (LabDaemon daemon = new LabDaemon(lab, folder, BUCKET, queue, TYPES, section)) {
      daemon.put("in/1.json", events("CreateUser", "DeleteUser", "GetUser", "PutObject"));
      assertDocument(daemon, "CreateUser", "[\"anything-in-IAM\",\"a-user-is-made\"]", "high");
      assertDocument(
          daemon, "DeleteUser", "[\"anything-in-IAM\",\"monitored.DeleteUser\"]", "critical");
      assertDocument(daemon, "GetUser", "[\"anything-in-IAM\"]", "low");
      assertDocument(daemon, "PutObject", "", "");
      assertEquals(
          "weir_rules 3.0",
          daemon
              .page("/metrics")
              .body()
              .lines()
              .filter(line -> line.startsWith("weir_rules "))
              .findFirst()
              .orElse(""));
      assertEquals(3, daemon.metric("weir_rule_matches_total", "anything-in-IAM"));

      rule("rules/users.yml", "an object is put", "medium", "PutObject");
      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_rule_reloads_total", "outcome=\"loaded\"") == 2,
          daemon::counts);
      daemon.put("in/2.json", events("PutObject"));
      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_rule_matches_total", "an-object-is-put") == 1,
          daemon::counts);

      putRule("rules/users.yml", "title: [");
      Eventually.until(
          LabDaemon.LIMIT, () -> daemon.metric("weir_rules_refused", "") > 0, daemon::counts);
      daemon.put("in/3.json", events("PutObject"));
      Eventually.until(
          LabDaemon.LIMIT,
          () -> daemon.metric("weir_rule_matches_total", "an-object-is-put") == 2,
          daemon::counts);
    }
  }

  private void assertDocument(LabDaemon daemon, String event, String rules, String severity)
      throws Exception {
    String query =
        "{\"query\":{\"bool\":{\"filter\":[{\"term\":{\"eventName\":\"%s\"}},{\"prefix\":{\"weir.object\":\"s3://%s/\"}}]}}}"
            .formatted(event, BUCKET);
    JsonNode[] found = new JsonNode[1];
    Eventually.until(
        LabDaemon.LIMIT,
        () -> {
          daemon.ask("POST", "/weir-aws.cloudtrail-*/_refresh", "");
          found[0] =
              daemon
                  .ask("POST", "/weir-aws.cloudtrail-*/_search", query)
                  .at("/hits/hits/0/_source");
          return !found[0].isMissingNode();
        },
        daemon::counts);
    JsonNode document = found[0];
    assertEquals(
        rules,
        document.at("/weir/rules").isMissingNode() ? "" : document.at("/weir/rules").toString());
    assertEquals(severity, document.at("/weir/severity").asText());
    if (event.equals("CreateUser")) {
      assertEquals("a-user-is-made", document.at("/rule/id").asText());
      assertEquals("a user is made", document.at("/rule/name").asText());
      assertEquals("[\"T1136.003\"]", "[" + document.at("/threat/technique/id") + "]");
      assertEquals("persistence", document.at("/threat/tactic/name").asText());
    }
  }

  private void rule(String key, String title, String level, String event) {
    putRule(
        key,
        """
        title: %1$s
        id: %4$s
        level: %2$s
        tags: [attack.persistence, attack.t1136.003]
        logsource: { product: aws, service: cloudtrail }
        detection: { s: { eventName: %3$s }, condition: s }
        """
            .formatted(title, level, event, title.replace(' ', '-')));
  }

  private void putRule(String key, String text) {
    lab.s3Client()
        .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  private static String events(String... names) {
    StringBuilder records = new StringBuilder();
    for (String name : names) {
      records
          .append(records.isEmpty() ? "" : ",")
          .append(
              """
              {"eventVersion":"1.08","eventTime":"2026-03-01T10:00:00Z","awsRegion":"eu-west-1",
               "eventSource":"iam.amazonaws.com","eventName":"%s","eventID":"%s",
               "recipientAccountId":"123456789012"}
              """
                  .formatted(name, UUID.randomUUID()));
    }
    return "{\"Records\":[" + records + "]}";
  }
}
