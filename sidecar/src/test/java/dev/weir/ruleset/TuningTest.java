package dev.weir.ruleset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.record.Views;
import dev.weir.rule.Expression;
import dev.weir.rule.Rule;
import dev.weir.type.LogTypes;
import dev.weir.yaml.Environment;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rules.tune} and {@code rules.exceptions} make of rules. */
class TuningTest {
  private static final String RULE =
      """
      title: %1$s
      id: %1$s
      level: %2$s
      logsource: { product: aws, service: cloudtrail }
      detection: { s: { eventName: %1$s }, condition: s }
      """;

  private static final String EXCEPTION =
      "exceptions: [{ rule: %s, when: { user: anna }, owner: cloud team, reason: a drill, until:"
          + " 2027-03-31 }]";

  private final List<String> outcomes = new ArrayList<>();
  private Instant now = Instant.parse("2027-01-01T00:00:00Z");
  @TempDir Path folder = Path.of("");

  @BeforeEach
  void writeRules() throws Exception {
    Files.writeString(
        folder.resolve("rules.yml"),
        RULE.formatted("one", "high") + "---\n" + RULE.formatted("two", "low"));
    Files.writeString(
        folder.resolve("events.json"), "[{\"name\": \"CreateUser\", \"id\": \"event\"}]");
  }

  @Test
  void aRuleIsSwitchedOff() throws Exception {
    assertEquals("{two=LOW}", levels("tune: { one: { off: true }, event: { off: true } }"));
    assertEquals("{event=MEDIUM, one=HIGH, two=LOW}", levels("tune: { one: { off: false } }"));
  }

  @Test
  void aRuleHasTheLevelThatItsUserGivesIt() throws Exception {
    assertEquals(
        "{event=CRITICAL, one=LOW, two=LOW}",
        levels("tune: { one: { level: low }, event: { level: critical } }"));
  }

  @Test
  void rulesAreSelectedByTheLevelThatTheirUserGivesThem() throws Exception {
    assertEquals(
        "{event=MEDIUM, two=HIGH}",
        levels("tune: { one: { level: low }, two: { level: high } }, select: { level: medium }"));
  }

  @Test
  void anExceptionHoldsForTheRulesThatItNames() throws Exception {
    assertEquals(List.of("one"), excepted(EXCEPTION.formatted("one")));
    assertEquals(List.of("event", "one"), excepted(EXCEPTION.formatted("[one, event]")));
    assertEquals(List.of("event", "one", "two"), excepted(EXCEPTION.formatted("'*'")));
  }

  @Test
  void anExceptionEndsWithItsLastDayWhileWeirRuns() throws Exception {
    now = Instant.parse("2027-03-31T23:59:59Z");
    try (RuleSet rules = rules(EXCEPTION.formatted("one"))) {
      rules.refresh();
      assertEquals(List.of("one"), excepted(rules));
      rules.refresh();

      now = Instant.parse("2027-04-01T00:00:00Z");
      rules.refresh();

      assertEquals(List.of(), excepted(rules));
      assertEquals(List.of("loaded", "unchanged", "loaded"), outcomes);
    }
  }

  @Test
  void rulesWithoutExceptionsAreNotCompiledAnewOnTheNextDay() throws Exception {
    try (RuleSet rules = rules("tune: { one: { level: low } }")) {
      rules.refresh();
      now = Instant.parse("2027-01-02T00:00:00Z");
      rules.refresh();

      assertEquals(List.of("loaded", "unchanged"), outcomes);
    }
  }

  @Test
  void anEndIsSaidSevenDaysAheadAndAfterwards() throws Exception {
    assertEquals(List.of(), cautions("2027-03-24T23:59:59Z", EXCEPTION.formatted("one")));
    assertEquals(
        List.of(
            "the exception of cloud team for one runs out at the end of 2027-03-31 UTC, and its"
                + " records match from then on. If they should not, agree with its owner on a later"
                + " `until` in rules.exceptions"),
        cautions("2027-03-25T00:00:00Z", EXCEPTION.formatted("one")));
    assertEquals(
        List.of(
            "the exception of cloud team for all rules ran out at the end of 2027-03-31 UTC, so its"
                + " records match again. Delete it in rules.exceptions, or agree with its owner on a"
                + " later `until`"),
        cautions("2027-04-01T00:00:00Z", EXCEPTION.formatted("'*'")));
  }

  @Test
  void anIdOfNoRuleIsSaidAndTheOthersHold() throws Exception {
    String keys = EXCEPTION.formatted("[one, oen]") + ", tune: { tow: { off: true } }";

    assertEquals(List.of("one"), excepted(keys));
    assertEquals(
        List.of(
            "rules.tune names 'tow', and no rule that could be read has this id. `weir rules list` shows"
                + " the ids of rules, and `weir rules check` what is refused",
            "the exception of cloud team for one, oen names 'oen', and no rule that could be read has"
                + " this id. `weir rules list` shows the ids of rules, and `weir rules check` what is refused"),
        cautions("2027-01-01T00:00:00Z", keys));
  }

  @Test
  void aPlaceWithoutFilesOfRulesIsMentioned() throws Exception {
    Files.delete(folder.resolve("events.json"));

    List<String> cautions = cautions("2027-01-01T00:00:00Z", EXCEPTION.formatted("one"));

    assertEquals(1, cautions.size());
    assertTrue(cautions.getFirst().contains("holds no file of rules"), cautions::toString);
  }

  @Test
  void aRuleThatIsSwitchedOffOrNotSelectedIsKnown() throws Exception {
    String keys =
        EXCEPTION.formatted("[one, two]")
            + ", tune: { one: { off: true } }, select: { level: medium }";

    assertEquals(List.of(), cautions("2027-01-01T00:00:00Z", keys));
  }

  @Test
  void anExceptionNamesRulesConditionsOwnerReasonAndEnd() {
    assertEquals(
        List.of(
            "line 1: rules.exceptions[0].rule: given nothing, expected the id of a rule, a list of"
                + " ids, or '*' for all rules",
            "line 1: rules.exceptions[0].when: given nothing, expected keys and values below it",
            "line 1: rules.exceptions[0].owner: given nothing, expected who answers for the"
                + " exception",
            "line 1: rules.exceptions[0].reason: given nothing, expected why these records are no"
                + " finding",
            "line 1: rules.exceptions[0].until: given nothing, expected the last day of the"
                + " exception"),
        problems("exceptions: [{}]"));
    assertEquals(
        List.of(
            "line 1: rules.exceptions[0].until: given '31.03.2027', expected a date such as"
                + " 2027-03-31"),
        problems(EXCEPTION.formatted("one").replace("2027-03-31", "31.03.2027")));
  }

  @Test
  void conditionsThatSigmaDoesNotTakeAreAProblem() {
    String given = EXCEPTION.formatted("one");

    assertEquals(
        List.of(
            "line 1: rules.exceptions[0].when: given what Sigma does not take: the modifier 'odd'"
                + " of 'user|odd' is none of Sigma 2.1.0, expected fields and values as in a"
                + " selection of Sigma"),
        problems(given.replace("user: anna", "user|odd: anna")));
    assertEquals(
        List.of(
            "line 1: rules.exceptions[0].when.user: given keys and values, expected a single value"
                + " or a list of them"),
        problems(given.replace("user: anna", "user: { name: anna }")));
    assertEquals(
        List.of(
            "line 1: rules.exceptions[0].when.user: given the key a second time, expected each key"
                + " once"),
        problems(given.replace("user: anna", "user: anna, user: bert")));
  }

  @Test
  void conditionsTakeModifiersNumbersNullAndPlaceholders() throws Exception {
    String when =
        "'sourceIPAddress|cidr': [10.0.0.0/8, '2001:db8::/32'], errorCode: null, 'n|gt': 5,"
            + " 'user|expand': '%drill%'";
    try (RuleSet rules =
        rules(
            EXCEPTION.formatted("one").replace("user: anna", when)
                + ", placeholders: { drill: [anna] }")) {
      rules.refresh();
      Expression.All whole = (Expression.All) one(rules).expression();
      Expression.Not not = (Expression.Not) whole.parts().getLast();
      Expression.All parts = (Expression.All) meant(not.part());

      assertEquals(
          List.of("AtLeast", "Absent", "Value", "Value"),
          parts.parts().stream().map(part -> meant(part).getClass().getSimpleName()).toList());
    }
  }

  /** What something means that is written in a rule. */
  private static Expression meant(Expression written) {
    return ((Expression.Written) written).part();
  }

  private static Rule one(RuleSet rules) {
    return rules.get().rules().stream()
        .filter(rule -> rule.id().equals("one"))
        .findFirst()
        .orElseThrow();
  }

  /** The rules in force with their levels, by their ids. */
  private String levels(String keys) throws Exception {
    try (RuleSet rules = rules(keys)) {
      rules.refresh();
      return new TreeMap<>(
              rules.get().rules().stream().collect(Collectors.toMap(Rule::id, Rule::level)))
          .toString();
    }
  }

  private List<String> excepted(String keys) throws Exception {
    try (RuleSet rules = rules(keys)) {
      rules.refresh();
      return excepted(rules);
    }
  }

  /** The rules that leave records alone, by their ids. */
  private static List<String> excepted(RuleSet rules) {
    return rules.get().rules().stream()
        .filter(
            rule ->
                rule.expression() instanceof Expression.All(var parts)
                    && parts.getLast() instanceof Expression.Not)
        .map(Rule::id)
        .sorted()
        .toList();
  }

  private List<String> cautions(String at, String keys) throws Exception {
    now = Instant.parse(at);
    RuleReader reader = reader(settings(keys));
    assertTrue(reader.refresh());
    return reader.compile().cautions();
  }

  private List<String> problems(String keys) {
    return assertThrows(InvalidFileException.class, () -> settings(keys)).problems().stream()
        .map(problem -> problem.toString())
        .toList();
  }

  private RuleSettings settings(String keys) throws InvalidFileException {
    YamlFile file =
        YamlFile.of(
            "weir.yaml",
            "rules: { shipped: false, sigma: ['%1$s/rules.yml'], monitored_events: ['%1$s'], %2$s }"
                .formatted(folder, keys),
            Environment.NONE);
    Section section = file.root().section("rules");
    RuleSettings settings = RuleSettings.read(section, section.section("tune").byKey());
    file.check();
    return settings;
  }

  private RuleReader reader(RuleSettings settings) {
    return new RuleReader(settings, LogTypes.shipped(), Views.names(), TuningTest::open, clock());
  }

  private RuleSet rules(String keys) throws InvalidFileException {
    return new RuleSet(
        settings(keys),
        LogTypes.shipped(),
        Views.names(),
        TuningTest::open,
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
        clock());
  }

  private static RuleFiles open(RuleOrigin origin, Predicate<String> names) {
    return new FolderRules(((RuleOrigin.Local) origin).path(), names);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }
}
