package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir explain --rules}: why rules match, or do not. */
class ExplainRulesTest {
  private static final String RULES =
      """
      title: A user is made
      id: made
      logsource: { product: aws, service: cloudtrail }
      detection:
        selection:
          eventName: [CreateUser, CreateLoginProfile]
          userIdentity.arn|contains: ':user/'
        filter_pipeline: { userAgent|re: '^pipeline/[0-9]+' }
        condition: selection and not 1 of filter_*
      ---
      title: Nothing of this
      id: other
      logsource: { product: aws, service: cloudtrail }
      detection: { s: { eventName: DeleteTrail }, t: [ AKIAEXAMPLE ], condition: s or all of t* }
      """;

  private Path rules = Path.of("");
  private Path record = Path.of("");

  @BeforeEach
  void write(@TempDir Path folder) throws Exception {
    rules = Files.writeString(folder.resolve("rules.yml"), RULES);
    record = folder.resolve("record.json");
    record("CreateUser", "pipeline/7");
  }

  private void record(String name, String agent) throws Exception {
    Files.writeString(
        record,
        """
        {"Records":[{"eventVersion":"1.11","eventSource":"iam.amazonaws.com","eventName":"%s",\
        "eventTime":"2026-11-20T12:00:00Z","userAgent":"%s",\
        "userIdentity":{"arn":"arn:aws:iam::123456789012:user/eve"}}]}
        """
            .formatted(name, agent));
  }

  @Test
  void showsEachTestWithTheValuesItMet() throws Exception {
    CommandRun run = CommandRun.of("explain", "--rules", rules.toString(), record.toString());

    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out()
            .contains(
                """
                  rule made (A user is made) does not match
                    false  condition selection and not 1 of filter_*
                      true   selection
                        true   eventName: CreateUser, CreateLoginProfile   record: "CreateUser"
                        true   userIdentity.arn|contains: :user/   record: \
                "arn:aws:iam::123456789012:user/eve"
                      true   filter_pipeline
                        true   userAgent|re: ^pipeline/[0-9]+   record: "pipeline/7"
                """),
        run.out());
    assertFalse(run.out().contains("rule other"), run.out());
  }

  @Test
  void saysWhichRuleMatches() throws Exception {
    record("CreateUser", "aws-cli/2");

    CommandRun run = CommandRun.of("explain", "--rules", rules.toString(), record.toString());

    assertTrue(run.out().contains("  rule made (A user is made) matches\n"), run.out());
    assertTrue(run.out().contains("      false  filter_pipeline\n"), run.out());
  }

  @Test
  void saysThatNoRuleComesNear() throws Exception {
    record("ListUsers", "aws-cli/2");

    CommandRun run = CommandRun.of("explain", "--rules", rules.toString(), record.toString());

    assertTrue(run.out().contains("  no rule matches or comes near"), run.out());
  }

  @Test
  void explainsTheNamedRuleThatDoesNotMatch() throws Exception {
    CommandRun run =
        CommandRun.of("explain", "--rules", rules.toString(), "--rule", "other", record.toString());

    assertTrue(
        run.out()
            .contains(
                """
                  rule other (Nothing of this) does not match
                    false  condition s or all of t*
                      false  s
                        false  eventName: DeleteTrail   record: "CreateUser"
                      false  t
                        false  AKIAEXAMPLE   record: no value
                """),
        run.out());
    assertFalse(run.out().contains("rule made"), run.out());
  }

  @Test
  void explainsRulesThatShip() throws Exception {
    CommandRun run =
        CommandRun.of(
            "explain", "--rule", "35b3dd0b-553d-4e9d-bb7a-e4bc6efa1eb2", record.toString());

    assertTrue(
        run.out().contains("rule 35b3dd0b-553d-4e9d-bb7a-e4bc6efa1eb2 (IAM user made) matches"),
        run.out());
  }

  @Test
  void saysThatARuleIsForOtherRecords() throws Exception {
    Files.writeString(record, "{\"a\":1}\n");

    CommandRun run =
        CommandRun.of("explain", "--rules", rules.toString(), "--rule", "made", record.toString());

    assertTrue(run.out().contains("rule made is not for records of the type json"), run.out());
  }

  @Test
  void refusesAnIdThatNoRuleHas() {
    CommandRun run =
        CommandRun.of("explain", "--rules", rules.toString(), "--rule", "mades", record.toString());

    assertEquals(2, run.code());
    assertTrue(
        run.err().contains("no rule in force has the id 'mades'; did you mean made?"), run.err());
  }

  @Test
  void showsNothingOfWhatAFilterMasks(@TempDir Path folder) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("weir.yaml"),
            """
            types: {}
            filter: { rules: [{ name: m, mask: { type: aws.cloudtrail, fields: [userIdentity.arn] } }] }
            """);

    CommandRun run =
        CommandRun.of(
            "explain", "-c", config.toString(), "--rules", rules.toString(), record.toString());

    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out().contains("true   userIdentity.arn|contains: :user/   record: \"(masked)\""),
        run.out());
    assertFalse(run.out().contains("user/eve"), run.out());
  }

  @Test
  void keepsWhatItShowsInBounds(@TempDir Path folder) throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 25; i++) {
      many.append(i == 0 ? "" : "---\n")
          .append("title: rule ")
          .append(i)
          .append("\nlogsource: { product: aws, service: cloudtrail }\n")
          .append("detection: { s: { requestParameters.a|contains: x }, condition: s }\n");
    }
    Path file = Files.writeString(folder.resolve("many.yml"), many);
    String longText = "x".repeat(1000);
    Files.writeString(
        record,
        """
        {"Records":[{"eventVersion":"1.11","eventSource":"iam.amazonaws.com","eventName":"A",\
        "requestParameters":{"a":["%1$s","%1$s","%1$s","%1$s","%1$s","%1$s","%1$s"]}}]}
        """
            .formatted(longText));

    CommandRun run = CommandRun.of("explain", "--rules", file.toString(), record.toString());

    List<String> lines = run.out().lines().toList();
    assertEquals(20, lines.stream().filter(line -> line.endsWith(" matches")).count());
    assertTrue(lines.contains("  5 more rules match or come near; --rule ID explains one rule"));
    String shown = "\"" + "x".repeat(200) + "…\"";
    assertTrue(
        run.out()
            .contains(
                "record: "
                    + String.join(", ", Stream.generate(() -> shown).limit(5).toList())
                    + " and 2 more\n"),
        run.out());
  }

  @Test
  void countsMatchesAlsoOfRecordsThatItDoesNotPrint() throws Exception {
    record("DeleteTrail", "eve");
    String one = Files.readString(record).strip();
    String event = one.substring(one.indexOf('[') + 1, one.lastIndexOf(']'));
    String other = event.replace("DeleteTrail", "GetTrail");
    Files.writeString(
        record, "{\"Records\":[" + String.join(",", other, other, event, event, other) + "]}");

    CommandRun run =
        CommandRun.of("explain", "--limit", "1", "--rules", rules.toString(), record.toString());

    assertTrue(
        run.out().contains(" matches 2 of 5 records, the first is record 2 of " + record),
        run.out());
  }

  @Test
  void printsTheSameForPrograms() throws Exception {
    CommandRun run =
        CommandRun.of("explain", "--json", "--rules", rules.toString(), record.toString());

    JsonNode line = Explained.JSON.readTree(run.out());
    JsonNode rule = line.at("/explained_rules/0");
    assertEquals("made", rule.path("id").asText());
    assertFalse(rule.path("match").asBoolean(true));
    assertEquals("condition", rule.at("/parts/0/kind").asText());
    assertEquals("selection", rule.at("/parts/0/parts/0/text").asText());
    assertEquals(
        Explained.JSON.readTree(
            """
            {"kind":"test","text":"eventName: CreateUser, CreateLoginProfile","holds":true,"negated":false,\
            "values":["CreateUser"],"more_values":0}
            """),
        rule.at("/parts/0/parts/0/parts/0"));
    assertEquals(1, line.path("explained_rules").size());
    assertEquals(0, line.path("explained_rules_left_out").asInt(-1));
  }

  @Test
  void explainsOfAllTestsOfShippedRulesWhatTheDocumentSays(@TempDir Path folder) throws Exception {
    Map<String, ArrayNode> recordsByType = new HashMap<>();
    for (RuleCaseFile file : ShippedRulesTest.caseFiles()) {
      for (RuleCase each : file.cases()) {
        recordsByType
            .computeIfAbsent(each.type(), type -> Explained.JSON.createArrayNode())
            .add(each.record());
      }
    }
    long matches = 0;
    for (Map.Entry<String, ArrayNode> ofType : recordsByType.entrySet()) {
      List<String> lines = new ArrayList<>();
      ofType.getValue().forEach(each -> lines.add(each.asText().stripTrailing()));
      Path file = Files.write(folder.resolve("records"), lines);
      List<String> arguments =
          new ArrayList<>(List.of("explain", "--json", "--type", ofType.getKey()));
      for (String id : shippedIds()) {
        arguments.addAll(List.of("--rule", id));
      }
      arguments.add(file.toString());

      CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

      for (String line : run.out().lines().toList()) {
        ObjectNode explained = (ObjectNode) Explained.JSON.readTree(line);
        TreeSet<String> inDocument = new TreeSet<>();
        explained.at("/document/weir/rules").forEach(id -> inDocument.add(id.asText()));
        TreeSet<String> traced = new TreeSet<>();
        for (JsonNode rule : explained.path("explained_rules")) {
          boolean isMatch = rule.path("match").asBoolean();
          if (isMatch) {
            traced.add(rule.path("id").asText());
          }
        }
        assertEquals(inDocument, traced, line);
        matches += traced.size();
      }
    }
    assertTrue(matches > 300, matches + " matches");
  }

  private static List<String> shippedIds() throws Exception {
    return ShippedRulesTest.shipped(null).rules().stream().map(Rule::id).toList();
  }
}
