package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class RulesTestCommandTest {
  private static final String RULE =
      """
      title: A user is made
      id: the-rule
      logsource: { product: aws, service: cloudtrail }
      detection: { s: { eventName: CreateUser }, condition: s }
      """;
  private static final String CASE =
      """
        - rule: %s
          match: %s
          record: { eventVersion: '1.11', eventSource: iam.amazonaws.com, eventName: %s }
      """;

  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder(@TempDir Path temporary) throws Exception {
    folder = Files.createDirectory(temporary.resolve("rules"));
  }

  @Test
  void saysThatAllTestsPassed() throws Exception {
    write("users.yml", RULE);
    write("users.test.yml", cases(CASE.formatted("the-rule", "true", "CreateUser")));
    write("below/users.test.yml", cases(CASE.formatted("the-rule", "false", "DeleteUser")));

    CommandRun run = test();

    assertEquals(0, run.code(), run.out() + run.err());
    assertEquals("2 tests: 2 passed, 0 failed, 0 cannot be run\n", run.out());
    assertEquals("", run.err());
  }

  @Test
  void saysThatNoRecordOfATypeCanMatch() throws Exception {
    write("users.yml", RULE);
    write(
        "users.test.yml",
        "cases:\n"
            + "  - { rule: the-rule, type: json, match: true, record: { eventName: CreateUser }"
            + " }\n");

    CommandRun run = test();

    assertEquals(2, run.code(), run.out() + run.err());
    assertTrue(
        run.out()
            .contains(
                "users.test.yml:2: records of the type json are not of the logsource 'product: aws,"
                    + " service: cloudtrail' of the rule the-rule (A user is made)"),
        run.out());
  }

  @Test
  void namesFileLineRuleAndWhatMatchedOfEachFailure() throws Exception {
    write("users.yml", RULE);
    write(
        "users.test.yml",
        cases(
            CASE.formatted("the-rule", "true", "DeleteUser")
                + CASE.formatted("the-rule", "false", "CreateUser")));

    CommandRun run = test();

    assertEquals(1, run.code(), run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(
        folder
            + "/users.test.yml:3: rule the-rule (A user is made) should match this record, and does"
            + " not: the record matches no rule",
        lines.get(0));
    assertTrue(
        lines
            .get(1)
            .startsWith(
                folder
                    + "/users.test.yml:6: rule the-rule (A user is made) should not match this"
                    + " record, and does; the record matches the-rule"),
        run.out());
    assertEquals("2 tests: 0 passed, 2 failed, 0 cannot be run", lines.get(2));
  }

  @Test
  void saysWhatIsWrongWithATestThatCannotBeRun() throws Exception {
    write("users.yml", RULE);
    write(
        "users.test.yml",
        cases(
            CASE.formatted("other", "true", "CreateUser")
                + CASE.formatted("the-rule", "true", "CreateUser").stripTrailing()
                + "\n    type: aws.cloudtrial\n"
                + "  - { rule: the-rule, match: true, record: 'no JSON' }\n"
                + "  - { rule: the-rule, match: true, record: { a: 1 } }\n"
                + "  - { rule: the-rule, match: maybe, record: x }\n"
                + "  - { rule: the-rule, match: true, record: x, expect: y }\n"));

    CommandRun run = test();

    assertEquals(2, run.code());
    String place = folder + "/users.test.yml:";
    assertTrue(run.out().contains(place + "3: no rule in force has the id other\n"), run.out());
    assertTrue(
        run.out()
            .contains(
                place + "6: no log type is named 'aws.cloudtrial'; did you mean aws.cloudtrail?"),
        run.out());
    assertTrue(run.out().contains(place + "10: 'record' "), run.out());
    assertTrue(
        run.out().contains(place + "11: 'record' is no record of the type aws.cloudtrail: "),
        run.out());
    assertTrue(run.err().contains(place + "12: 'match' is true if"), run.err());
    assertTrue(
        run.err().contains(place + "13: there is no key 'expect' here; the keys are"), run.err());
  }

  @Test
  void namesRulesThatAreRefusedAndFilesThatAreNoYaml() throws Exception {
    write("users.yml", RULE.replace("eventName", "eventName|odd"));
    write("users.test.yml", "cases: [");

    CommandRun run = test();

    assertEquals(2, run.code());
    assertTrue(run.err().contains("/users.yml:4: 'A user is made': the modifier 'odd'"), run.err());
    assertTrue(run.err().contains("/users.test.yml:"), run.err());
  }

  @Test
  void aFolderWithoutTestsAndOneThatIsNotThereAreWrongUsage() {
    assertEquals(
        new CommandRun(
            2,
            "",
            "weir: no file in these folders ends in .test.yml: write tests beside the rules.\n"),
        test());
    assertEquals(
        new CommandRun(2, "", "weir: there is no folder /nowhere/rules.\n"),
        CommandRun.of("rules", "test", "/nowhere/rules"));
    assertEquals(2, CommandRun.of("rules").code());
  }

  @Test
  void testsFiltersOfShippedRulesAndUsesTheConfiguration() throws Exception {
    String shipped =
        Files.readAllLines(Path.of("src/main/resources/dev/weir/ruleset/aws-cloudtrail.yml"))
            .stream()
            .filter(line -> line.startsWith("id: "))
            .findFirst()
            .orElseThrow()
            .substring("id: ".length());
    write(
        "mine.yml",
        """
        title: not by the pipeline
        logsource: { product: aws, service: cloudtrail }
        filter:
          rules: [%s]
          pipeline: { userAgent: pipeline }
          condition: not pipeline
        """
            .formatted(shipped));
    String stop =
        "{ eventVersion: '1.11', eventSource: cloudtrail.amazonaws.com, eventName: StopLogging";
    write(
        "mine.test.yml",
        cases(
            "  - { rule: %1$s, match: true, record: %2$s } }\n".formatted(shipped, stop)
                + "  - { rule: %1$s, match: false, record: %2$s, userAgent: pipeline } }\n"
                    .formatted(shipped, stop)
                + "  - { rule: %1$s, match: false, type: app.log, record: x }\n"
                    .formatted(shipped)));
    Path config = write("../weir.yaml", "types: { app.log: { file: app.yaml } }\n");
    write("../app.yaml", "type: app.log\ncontent: [{ line: '^x' }]\nformat: { text: true }\n");

    CommandRun run = CommandRun.of("rules", "test", "-c", config.toString(), folder.toString());

    assertEquals(0, run.code(), run.out() + run.err());
  }

  @Test
  void writesJsonAndJunit() throws Exception {
    write("users.yml", RULE);
    write(
        "users.test.yml",
        cases(
            CASE.formatted("the-rule", "true", "CreateUser")
                + CASE.formatted("the-rule", "false", "CreateUser")
                + CASE.formatted("'<other\\u0007>'".replace('\'', '"'), "true", "CreateUser")));
    Path report = folder.resolve("report.xml");

    CommandRun run =
        CommandRun.of("rules", "test", "--json", "--junit", report.toString(), folder.toString());

    assertEquals(2, run.code(), run.err());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(Explained.JSON.readTree(line));
    }
    assertEquals(
        List.of("passed", "failed", "broken"),
        lines.stream().map(line -> line.get("outcome").asText()).toList());
    assertEquals(6, lines.get(1).get("line").asInt());
    assertTrue(lines.get(1).get("matched").toString().contains("\"the-rule\""), run.out());
    Document xml =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(report.toFile());
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertEquals("3", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    assertEquals("1", suite.getAttribute("errors"));
    assertEquals(3, xml.getElementsByTagName("testcase").getLength());
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertTrue(failure.getAttribute("message").contains("users.test.yml:6: "));
  }

  private static String cases(String list) {
    return "type: aws.cloudtrail\ncases:\n" + list;
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private CommandRun test() {
    return CommandRun.of("rules", "test", folder.toString());
  }
}
