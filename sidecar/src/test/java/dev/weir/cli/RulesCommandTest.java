package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir rules check}, {@code list} and {@code coverage}. */
class RulesCommandTest {
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeRules() throws Exception {
    write(
        "rules/users.yml",
        """
        title: A user is made
        id: made
        status: stable
        level: high
        tags: [attack.persistence, attack.t1136.003]
        logsource: {product: aws, service: cloudtrail}
        detection: {s: {eventName: CreateUser}, condition: s}
        ---
        title: A key is made
        id: key
        level: low
        tags: [attack.t1098, attack.t1136.003]
        logsource: {product: aws, service: cloudtrail}
        detection: {s: {eventName: CreateAccessKey}, condition: s}
        """);
    write(
        "rules/web.yml",
        """
        title: A scanner
        id: scanner
        logsource: {category: webserver}
        detection: {s: {cs-user-agent|contains: nikto}, condition: s}
        """);
    write(
        "rules/windows.yml",
        """
        title: A service is made
        logsource: {product: windows}
        detection: {s: {EventID: 7045}, condition: s}
        """);
  }

  @Test
  void checkSaysHowManyRulesAreLoaded() {
    CommandRun run = CommandRun.of("rules", "check", rules());

    assertEquals("3 rules loaded, 0 refused, 1 for logs that no type serves\n", run.out());
    assertEquals(0, run.code());
  }

  @Test
  void checkNamesEachProblemWithFileAndLine() throws Exception {
    String broken =
        write(
            "rules/broken.yml",
            """
            title: odd
            logsource: {product: aws}
            detection:
              s: {f|odd: x}
              condition: s
            ---
            title: no detection
            logsource: {product: aws}
            """);

    CommandRun run = CommandRun.of("rules", "check", rules());
    CommandRun forPrograms = CommandRun.of("rules", "check", "--json", rules());

    assertEquals(1, run.code());
    assertTrue(run.out().contains(broken + ":4: 'odd': the modifier 'odd'"), run.out());
    assertTrue(run.out().contains(broken + ":7: 'no detection': "), run.out());
    assertEquals(1, forPrograms.code());
    JsonNode outcome = new JsonMapper().readTree(forPrograms.out());
    assertEquals(3, outcome.path("loaded").asInt());
    assertEquals(broken, outcome.at("/refused/0/file").asText());
    assertEquals(4, outcome.at("/refused/0/line").asInt());
    assertTrue(outcome.at("/refused/0/reason").asText().startsWith("the modifier 'odd'"));
    assertEquals(2, outcome.path("refused").size());
  }

  @Test
  void checkReadsMonitoredEventsAndSingleFiles() throws Exception {
    String events = write("events.json", "{\"events\": [\"ConsoleLogin\", \"CreateUser\"]}");
    String broken = write("broken.json", "{\"events\": [1]}");

    CommandRun good = CommandRun.of("rules", "check", events, rules() + "/users.yml");
    CommandRun bad = CommandRun.of("rules", "check", broken);

    assertEquals("4 rules loaded, 0 refused, 0 for logs that no type serves\n", good.out());
    assertEquals(0, good.code());
    assertTrue(bad.out().startsWith(broken + ":1: "), bad.out());
    assertEquals(1, bad.code());
  }

  @Test
  void checkReadsWhatTheConfigurationNames() throws Exception {
    String config =
        write(
            "weir.yaml",
            """
            forward: { listeners: [{ unix: /run/weir.sock }] }
            opensearch: { url: 'https://search.example:9200' }
            rules:
              shipped: false
              sigma: ['%s']
              select: { level: high }
              placeholders: { admins: [root] }
            """
                .formatted(rules()));
    write(
        "more/expand.yml",
        """
        title: an administrator
        logsource: {product: aws, service: cloudtrail}
        detection: {s: {userIdentity.userName|expand: '%admins%'}, condition: s}
        """);

    CommandRun named = CommandRun.of("rules", "list", "-c", config);
    CommandRun other = CommandRun.of("rules", "check", "-c", config, folder + "/more");
    CommandRun without = CommandRun.of("rules", "check", folder + "/more");

    assertTrue(named.out().endsWith("1 of 1 rules\n"), named.out());
    assertEquals("1 rule loaded, 0 refused, 0 for logs that no type serves\n", other.out());
    assertTrue(without.out().contains("the placeholder '%admins%' has no values"), without.out());
  }

  @Test
  void listShowsRulesWithTheTypesThatTheyAreFor() throws Exception {
    CommandRun run = CommandRun.of("rules", "list", rules());
    CommandRun one = CommandRun.of("rules", "list", "--json", "--level", "high", rules());

    assertEquals(0, run.code());
    assertTrue(run.out().endsWith("3 of 3 rules\n"), run.out());
    assertTrue(
        run.out()
            .lines()
            .anyMatch(
                line ->
                    line.matches(
                        "made +high +stable +A user is made \\(product: aws, service: cloudtrail\\)"
                            + " for aws.cloudtrail")),
        run.out());
    assertTrue(run.out().contains("aws.alb"), run.out());
    JsonNode rule = new JsonMapper().readTree(one.out());
    assertEquals("made", rule.path("id").asText());
    assertEquals("high", rule.path("level").asText());
    assertEquals("stable", rule.path("status").asText());
    assertEquals("cloudtrail", rule.at("/logsource/service").asText());
    assertEquals("aws.cloudtrail", rule.at("/types/0").asText());
    assertEquals(folder.resolve("rules/users.yml").toString(), rule.path("file").asText());
  }

  @Test
  void listTakesTypesAndTags() {
    assertEquals(List.of("scanner"), ids("--type", "nginx.access"));
    assertEquals(List.of("made", "key"), ids("--tag", "attack.T1136*"));
    assertEquals(List.of("key"), ids("--tag", "attack.t1098", "--type", "aws.cloudtrail"));
    assertEquals(List.of(), ids("--level", "critical"));
    assertEquals(2, CommandRun.of("rules", "list", "--type", "aws.cloudtrial", rules()).code());
  }

  @Test
  void listShowsTunedLevelsAndExceptionsWithOwnerAndReason() throws Exception {
    String config = tuned("2099-12-31");

    CommandRun run = CommandRun.of("rules", "list", "-c", config);
    CommandRun one = CommandRun.of("rules", "list", "--json", "--level", "high", "-c", config);

    assertEquals(0, run.code());
    assertTrue(run.out().lines().anyMatch(line -> line.matches("made +low +stable .*")), run.out());
    assertTrue(run.out().contains("\n    exception until 2099-12-31, owner anna: a drill\n"));
    assertTrue(
        run.out()
            .endsWith(
                """
                exception for all rules that ran out on 2020-01-31, owner bert: a move
                2 of 2 rules
                """),
        run.out());
    assertTrue(
        run.err().contains("CAUTION: the exception of bert for all rules ran out"), run.err());
    assertTrue(run.err().contains("CAUTION: the exception of anna for key, kee names 'kee'"));
    JsonNode exceptions = new JsonMapper().readTree(one.out()).path("exceptions");
    assertEquals(
        "[{\"owner\":\"anna\",\"reason\":\"a drill\",\"until\":\"2099-12-31\",\"holds\":true},"
            + "{\"owner\":\"bert\",\"reason\":\"a move\",\"until\":\"2020-01-31\",\"holds\":false}]",
        exceptions.toString());
  }

  @Test
  void checkSaysWhatToLookAtAndRefusesNothing() throws Exception {
    CommandRun run = CommandRun.of("rules", "check", "-c", tuned("2020-01-31"));
    CommandRun json = CommandRun.of("rules", "check", "--json", "-c", tuned("2020-01-31"));

    assertEquals(0, run.code());
    assertEquals(3, run.out().lines().filter(line -> line.startsWith("CAUTION: the ")).count());
    assertEquals(3, new JsonMapper().readTree(json.out()).path("cautions").size());
  }

  @Test
  void recordsOfAnExceptionMatchAgainWhenItHasRunOut() throws Exception {
    String record =
        write(
            "record.json",
            """
            {"Records": [{"eventVersion": "1.11", "eventSource": "iam.amazonaws.com",
                          "eventName": "CreateAccessKey", "sourceIPAddress": "192.0.2.7"}]}
            """);
    String other =
        write("other.json", Files.readString(Path.of(record)).replace("192.0", "198.51"));

    assertEquals("", severity(tuned("2099-12-31"), record));
    assertEquals("high", severity(tuned("2099-12-31"), other));
    assertEquals("high", severity(tuned("2020-01-31"), record));
  }

  /** What {@code weir.severity} has; empty if no rule matches. */
  private static String severity(String config, String record) throws Exception {
    CommandRun run =
        CommandRun.of("explain", "-c", config, "--json", "--type", "aws.cloudtrail", record);
    JsonNode line = new JsonMapper().readTree(run.out());
    assertEquals("indexed", line.path("outcome").asText(), run.out());
    return line.at("/document/weir/severity").asText();
  }

  /** A configuration with tuned rules, and an exception for keys until a day. */
  private String tuned(String until) throws Exception {
    return write(
        "tuned.yaml",
        """
        forward: { listeners: [{ unix: /run/weir.sock }] }
        opensearch: { url: 'https://search.example:9200' }
        rules:
          shipped: false
          sigma: ['%s']
          tune: { made: { level: low }, key: { level: high }, scanner: { off: true } }
          exceptions:
            - rule: [key, kee]
              when: { 'sourceIPAddress|cidr': 192.0.2.0/24 }
              owner: anna
              reason: a drill
              until: %s
            - { rule: '*', when: { user: bert }, owner: bert, reason: a move, until: 2020-01-31 }
        """
            .formatted(rules(), until));
  }

  @Test
  void coverageIsALayerOfTheNavigator() throws Exception {
    Path file = folder.resolve("layer.json");

    CommandRun printed = CommandRun.of("rules", "coverage", rules());
    CommandRun written = CommandRun.of("rules", "coverage", "--output", file.toString(), rules());

    assertEquals(0, printed.code());
    assertEquals(0, written.code());
    assertEquals("", written.out());
    JsonNode layer = new JsonMapper().readTree(file.toFile());
    assertEquals(layer, new JsonMapper().readTree(printed.out()));
    assertEquals("4.5", layer.at("/versions/layer").asText());
    assertEquals("enterprise-attack", layer.path("domain").asText());
    assertTrue(layer.path("name").isTextual());
    assertEquals("T1098", layer.at("/techniques/0/techniqueID").asText());
    assertEquals(1, layer.at("/techniques/0/score").asInt());
    assertEquals("T1136.003", layer.at("/techniques/1/techniqueID").asText());
    assertEquals(2, layer.at("/techniques/1/score").asInt());
    assertEquals(2, layer.at("/gradient/maxValue").asInt());
    // Only its sub-technique has rules.
    assertEquals("T1136", layer.at("/techniques/2/techniqueID").asText());
    assertTrue(layer.at("/techniques/2/showSubtechniques").asBoolean());
    assertEquals(3, layer.path("techniques").size());
  }

  @Test
  void wrongUsageIsSaid() {
    CommandRun none = CommandRun.of("rules");
    CommandRun nothing = CommandRun.of("rules", "check");
    CommandRun missing = CommandRun.of("rules", "check", folder + "/nowhere");
    CommandRun web = CommandRun.of("rules", "check", "https://rules.example/");

    assertEquals(2, none.code());
    assertEquals(2, nothing.code());
    assertTrue(nothing.err().startsWith("weir: no rules are named; "), nothing.err());
    assertEquals(2, missing.code());
    assertEquals("weir: there is no folder or file " + folder + "/nowhere.\n", missing.err());
    assertEquals(2, web.code());
  }

  private List<String> ids(String... options) {
    List<String> arguments = new ArrayList<>(List.of("rules", "list", rules()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new))
        .out()
        .lines()
        .filter(line -> !line.endsWith(" rules"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  private String rules() {
    return folder.resolve("rules").toString();
  }

  private String write(String name, String content) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content).toString();
  }
}
