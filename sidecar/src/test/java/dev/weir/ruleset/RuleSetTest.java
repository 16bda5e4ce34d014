package dev.weir.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.record.Views;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.type.LogTypes;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {
  private static final String RULE =
      """
      title: %s
      level: %s
      logsource: { product: aws, service: cloudtrail }
      detection: { s: { eventName: %s }, condition: s }
      """;

  private final List<String> outcomes = new ArrayList<>();
  @TempDir Path folder = Path.of("");

  @Test
  void rulesOfFoldersAndFilesAreInForce() throws Exception {
    write("a.yml", rule("one"));
    write("below/b.yaml", rule("two") + "---\n" + rule("three"));
    write("notes.txt", "no rule");
    write("single.rules", rule("four"));
    try (RuleSet rules = rules("sigma: ['%1$s/below', '%1$s/a.yml', '%1$s/single.rules']")) {
      rules.refresh();

      assertEquals(List.of("two", "three", "one", "four"), titles(rules));
      assertEquals(List.of(), rules.refused());
    }
  }

  @Test
  void whatChangesIsReadAgainAndNothingElse() throws Exception {
    write("a.yml", rule("one"));
    write("b.yml", rule("two"));
    try (RuleSet rules = rules("sigma: ['%s']")) {
      rules.refresh();
      rules.refresh();
      write("a.yml", rule("another one"));
      Files.delete(folder.resolve("b.yml"));
      write("c.yml", rule("three"));
      rules.refresh();

      assertEquals(List.of("another one", "three"), titles(rules));
      assertEquals(List.of("loaded", "unchanged", "loaded"), outcomes);
    }
  }

  @Test
  void aFileThatBreaksLeavesWhatItHeldInForceAndIsNamed() throws Exception {
    write("a.yml", rule("one"));
    write("b.yml", rule("two"));
    try (RuleSet rules = rules("sigma: ['%s']")) {
      rules.refresh();
      write("a.yml", rule("one").replace("eventName", "eventName|odd"));
      write("b.yml", "title: [");
      rules.refresh();

      assertEquals(List.of("one", "two"), titles(rules));
      assertEquals(
          List.of(
              "a.yml:4: 'one': the modifier 'odd' of 'eventName|odd' is none of Sigma 2.1.0; what"
                  + " the file held before stays in force"),
          texts(rules).subList(0, 1));
      assertTrue(texts(rules).get(1).startsWith("b.yml:"), texts(rules)::toString);
      assertEquals(List.of("loaded", "failed"), outcomes);

      write("a.yml", rule("mended"));
      write("b.yml", rule("two"));
      rules.refresh();
      assertEquals(List.of("mended", "two"), titles(rules));
      assertEquals(List.of(), rules.refused());
    }
  }

  @Test
  void aPlaceThatCannotBeReadLeavesItsRulesInForce() throws Exception {
    write("rules/a.yml", rule("one"));
    try (RuleSet rules = rules("sigma: ['%s/rules']")) {
      rules.refresh();
      Files.move(folder.resolve("rules"), folder.resolve("away"));
      rules.refresh();

      assertEquals(List.of("one"), titles(rules));
      assertEquals(List.of("rules: there is no file or folder rules"), texts(rules));
      Files.move(folder.resolve("away"), folder.resolve("rules"));
      rules.refresh();
      assertEquals(List.of(), rules.refused());
    }
  }

  @Test
  void aFileOfMonitoredEventsIsInForceAsAWhole() throws Exception {
    write("events.json", "{\"events\": [\"ConsoleLogin\"]}");
    try (RuleSet rules = rules("monitored_events: ['%s/events.json']")) {
      rules.refresh();
      write("events.json", "{\"events\": [\"CreateUser\", \"no name\"]}");
      rules.refresh();

      assertEquals(List.of("CloudTrail event ConsoleLogin"), titles(rules));
      assertEquals(1, rules.refused().size());
      write("events.json", "[\"CreateUser\"]");
      rules.refresh();
      assertEquals(List.of("CloudTrail event CreateUser"), titles(rules));
    }
  }

  @Test
  void aFileThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
    write("events.json", "[\"ConsoleLogin\"]" + " ".repeat(RuleSource.MOST_BYTES));
    try (RuleSet rules = rules("monitored_events: ['%s/events.json']")) {
      rules.refresh();

      assertEquals(List.of("events.json: it is longer than 4 MiB"), texts(rules));
    }
  }

  @Test
  void aSelectionChoosesByLevelStatusTagAndPath() throws Exception {
    write("low/a.yml", RULE.formatted("low", "low", "a"));
    write("high/b.yml", RULE.formatted("high", "high", "b") + "tags: [attack.t1078.004]\n");
    write("high/c.yml", RULE.formatted("old", "critical", "c") + "status: deprecated\n");
    write("high/d.yml", RULE.formatted("untagged", "high", "d"));

    assertEquals(List.of("high", "untagged", "low"), selected("{}"));
    assertEquals(List.of("high", "untagged"), selected("{ level: medium }"));
    assertEquals(List.of("old"), selected("{ status: [deprecated] }"));
    assertEquals(List.of("high"), selected("{ tags: [attack.t1078*] }"));
    assertEquals(List.of("low"), selected("{ paths: ['*/low/*'] }"));
  }

  @Test
  void theSecondRuleOfOneIdIsRefused() throws Exception {
    write("a.yml", rule("one") + "id: same\n");
    write("b.yml", rule("two") + "id: same\n");
    try (RuleSet rules = rules("sigma: ['%s']")) {
      rules.refresh();

      assertEquals(List.of("one"), titles(rules));
      assertEquals(
          List.of("b.yml:1: 'two': the id same is that of a rule in a.yml:1"), texts(rules));
    }
  }

  @Test
  void anEventMayNotHaveTheIdOfARule() throws Exception {
    write("a.yml", rule("one") + "id: same\n");
    write("events.json", "[{\"name\": \"CreateUser\", \"id\": \"same\"}, \"DeleteUser\"]");
    try (RuleSet rules = rules("sigma: ['%1$s'], monitored_events: ['%1$s/events.json']")) {
      rules.refresh();

      assertEquals(List.of("one", "CloudTrail event DeleteUser"), titles(rules));
      assertEquals(
          List.of(
              "events.json:1: 'CloudTrail event CreateUser': the id same is that of a rule in"
                  + " a.yml:1; give the event another id"),
          texts(rules));
    }
    write("events.json", "[\"CreateUser\",\n {\"name\": \"CreateUser\", \"severity\": \"high\"}]");
    try (RuleSet rules = rules("monitored_events: ['%s/events.json']")) {
      rules.refresh();
      assertEquals(
          List.of(
              "events.json:2: the id 'monitored.CreateUser' is that of the event in line 1; give"
                  + " one of both another id, or take it away"),
          texts(rules));
    }
  }

  @Test
  void thousandsOfFiltersNeitherFillTheMemoryNorTheStack() throws Exception {
    write("a.yml", rule("one") + "id: the-one\n");
    StringBuilder filters = new StringBuilder();
    for (int i = 0; i < 3_000; i++) {
      filters.append(
          """
          ---
          title: filter %d
          logsource: { product: aws }
          filter:
            rules: any
            machines: { userAgent: machine%d }
            condition: not machines
          """
              .formatted(i, i));
    }
    write("f.yml", filters.toString());
    try (RuleSet rules = rules("sigma: ['%s']")) {
      rules.refresh();
      assertEquals(List.of("one"), titles(rules));
      assertEquals(List.of(), texts(rules));
    }
  }

  @Test
  void filtersHoldForRulesOfOtherFiles() throws Exception {
    write("a.yml", rule("one") + "id: the-one\n");
    write(
        "f.yml",
        """
        title: not by machines
        logsource: { product: aws }
        filter:
          rules: [the-one]
          machines: { userAgent: machine }
          condition: not machines
        ---
        title: for nothing
        logsource: { product: aws }
        filter: { rules: [unknown], s: { a: b }, condition: s }
        """);
    try (RuleSet rules = rules("sigma: ['%s']")) {
      rules.refresh();

      assertEquals(List.of("one"), titles(rules));
      assertEquals(1, rules.refused().size());
      assertTrue(
          texts(rules).getFirst().startsWith("f.yml:8: 'for nothing': the filter is for no"));
    }
  }

  @Test
  void theRulesThatShipAreInForceUnderTheSameSelection() throws Exception {
    int all = shipped("shipped: true").size();

    assertEquals(List.of(), shipped("shipped: false"));
    List<String> critical = shipped("shipped: true, select: { level: critical }");
    assertEquals(List.of("GuardDuty finding of critical severity"), critical);
    List<String> linux = shipped("shipped: true, select: { paths: [shipped/linux.yml] }");
    assertTrue(linux.contains("Second user with the id of root"), linux::toString);
    assertTrue(linux.size() < all, linux::toString);
  }

  @Test
  void aUsersRuleStandsInForTheShippedOneOfItsId() throws Exception {
    String id;
    try (RuleSet rules = rules("shipped: true")) {
      rules.refresh();
      id = rules.get().rules().getFirst().id();
    }
    write("mine.yml", rule("mine") + "id: " + id + "\n");
    write("mine.test.yml", "no: rule\n");
    try (RuleSet rules = rules("shipped: true, sigma: ['%s']")) {
      rules.refresh();

      assertEquals(List.of(), rules.refused());
      assertEquals(
          List.of("mine"),
          rules.get().rules().stream()
              .filter(rule -> rule.id().equals(id))
              .map(Rule::title)
              .toList());
    }
    try (RuleSet rules = rules("shipped: true, tune: { " + id + ": { off: true } }")) {
      rules.refresh();
      assertTrue(rules.get().rules().stream().noneMatch(rule -> rule.id().equals(id)));
    }
  }

  private List<String> shipped(String section) throws Exception {
    try (RuleSet rules = rules(section)) {
      rules.refresh();
      return titles(rules);
    }
  }

  private List<String> selected(String select) throws Exception {
    try (RuleSet rules = rules("sigma: ['%s'], select: " + select)) {
      rules.refresh();
      return titles(rules);
    }
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String rule(String title) {
    return RULE.formatted(title, "medium", title.replace(' ', '_'));
  }

  private static List<String> titles(RuleSet rules) {
    return rules.get().rules().stream().map(Rule::title).toList();
  }

  /** Without the folder. */
  private List<String> texts(RuleSet rules) {
    return rules.refused().stream()
        .map(Refusal::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }

  private RuleSet rules(String keys) throws Exception {
    String text = keys.formatted(folder);
    YamlFile file =
        YamlFile.of(
            "weir.yaml",
            "rules: { " + (text.startsWith("shipped") ? "" : "shipped: false, ") + text + " }",
            Environment.NONE);
    Section section = file.root().section("rules");
    RuleSettings settings = RuleSettings.read(section, section.section("tune").byKey());
    file.check();
    return new RuleSet(
        settings,
        LogTypes.shipped(),
        Views.names(),
        (origin, names) -> new FolderRules(((RuleOrigin.Local) origin).path(), names),
        new RuleObserver() {
          @Override
          public void kept(RuleSet set) {}

          @Override
          public void asked(String outcome) {
            outcomes.add(outcome);
          }

          @Override
          public void switchedOff(Rule rule) {
            outcomes.add("off");
          }
        },
        Clock.systemUTC());
  }
}
