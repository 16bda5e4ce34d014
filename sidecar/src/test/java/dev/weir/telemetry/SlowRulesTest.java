package dev.weir.telemetry;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.detect.Detector;
import dev.weir.detect.Matches;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.record.Views;
import dev.weir.ruleset.FolderRules;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.ruleset.RuleSet;
import dev.weir.ruleset.RuleSettings;
import dev.weir.type.LogTypes;
import dev.weir.yaml.Environment;
import dev.weir.yaml.Section;
import dev.weir.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that really take too long, and those beside them. */
class SlowRulesTest {
  private static final String TYPE = "aws.cloudtrail";
  private static final int RECORDS = 400;

  /** The expression has a thousand states, and each character of the text goes through them. */
  private static final Map<String, Object> RECORD =
      Map.of("eventName", "GetObject", "userAgent", "a".repeat(4000));

  private final Metrics metrics = new Metrics();
  @TempDir Path folder = Path.of("");

  @Test
  void aSlowRuleIsSwitchedOffAndNamedAndAFastOneIsNot() throws Exception {
    rule("slow", "userAgent|re", "(a?){500}a{500}[bc]");
    rule("fast", "eventName|re", "^Get.*");
    rule("cheap", "eventName", "GetObject");
    try (RuleSet rules = rules("")) {
      rules.start();
      List<String> first = detect(rules, 1);
      List<String> last = detect(rules, RECORDS);

      assertEquals(List.of("cheap", "fast"), first);
      assertEquals(List.of("cheap", "fast"), last);
      assertEquals(1, rules.slow());
      assertTrue(metrics.scrape().contains("weir_rules_slow 1.0\n"), metrics.scrape());
      assertTrue(
          metrics.scrape().contains("weir_rules_switched_off_total{rule=\"slow\"} 1.0\n"),
          metrics.scrape());
      assertEquals(List.of(RuleMetrics.SLOW_ALARM), metrics.activeAlarms());

      rule("slow", "userAgent|re", "^a{500}");
      rules.refresh();

      assertEquals(List.of("cheap", "fast", "slow"), detect(rules, RECORDS));
      assertEquals(0, rules.slow());
      assertEquals(List.of(), metrics.activeAlarms());
    }
  }

  @Test
  void aRuleIsSwitchedOffForRecordsOfOneTypeAlone() throws Exception {
    write("slow", "category: webserver", "cs-user-agent|re", "(a?){500}a{500}b?");
    try (RuleSet rules = rules("")) {
      rules.start();
      assertEquals(List.of("slow"), detect(rules, 1, "apache.access", agent()));

      assertEquals(List.of(), detect(rules, RECORDS, "apache.access", agent()));
      assertEquals(List.of("slow"), detect(rules, 1, "nginx.access", agent()));
    }
  }

  @Test
  void noRuleIsSwitchedOffIfNobodyWantsThat() throws Exception {
    rule("slow", "userAgent|re", "(a?){500}a{500}[bc]");
    try (RuleSet rules = rules(", slow: off")) {
      rules.start();

      List<String> unused = detect(rules, 40);

      assertEquals(0, rules.slow());
    }
  }

  private static Map<String, Object> agent() {
    return Map.of("user_agent.original", "a".repeat(4000));
  }

  private static List<String> detect(RuleSet rules, int records) throws Exception {
    return detect(rules, records, TYPE, RECORD);
  }

  /** The ids of the rules that the last one of equal records matches. */
  private static List<String> detect(
      RuleSet rules, int records, String type, Map<String, Object> record) throws Exception {
    Detector detector =
        new Detector(
            rules, Views.of(event(record), null, Views.names(), new EcsFields(EcsSchema.get())));
    detector.begin();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      Matches matches = detector.detect(type);
      ids.clear();
      for (int match = 0; match < matches.size(); match++) {
        ids.add(matches.rule(match).id());
      }
    }
    return ids.stream().sorted().toList();
  }

  private void rule(String id, String key, String value) throws Exception {
    write(id, "product: aws, service: cloudtrail", key, value);
  }

  private void write(String id, String source, String key, String value) throws Exception {
    Files.writeString(
        folder.resolve(id + ".yml"),
        """
        title: %1$s
        id: %1$s
        logsource: { %2$s }
        detection: { s: { %3$s: '%4$s' }, condition: s }
        """
            .formatted(id, source, key, value));
  }

  private RuleSet rules(String more) throws Exception {
    YamlFile file =
        YamlFile.of(
            "weir.yaml",
            "rules: { shipped: false, sigma: ['%s'], refresh: 1h%s }".formatted(folder, more),
            Environment.NONE);
    Section section = file.root().section("rules");
    RuleSettings settings = RuleSettings.read(section, section.section("tune").byKey());
    file.check();
    return new RuleSet(
        settings,
        LogTypes.shipped(),
        Views.names(),
        (origin, names) -> new FolderRules(((RuleOrigin.Local) origin).path(), names),
        new RuleMetrics(metrics),
        Clock.systemUTC());
  }
}
