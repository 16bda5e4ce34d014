package dev.weir.detect;

import static dev.weir.event.Records.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.record.RecordView;
import dev.weir.record.Views;
import dev.weir.rule.Refusal;
import dev.weir.rule.Rule;
import dev.weir.rule.RuleTrace;
import dev.weir.rule.TracedPart;
import dev.weir.sigma.SigmaFile;
import dev.weir.sigma.SigmaRules;
import dev.weir.type.LogTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The index leaves no rule out that matches: of random rules and random records, the same match
 * with the index, one by one, and where it is explained why.
 */
class IndexAgainstAllRulesTest {
  private static final String TYPE = "aws.cloudtrail";
  private static final int SETS = 40;
  private static final int RULES = 60;
  private static final int RECORDS = 60;

  @Test
  void findsAllRulesThatMatchOneByOne() throws Exception {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    Random random = new Random(seed);
    int matched = 0;
    for (int set = 0; set < SETS; set++) {
      RandomRules rules = new RandomRules(random);
      List<SigmaFile> files = new ArrayList<>();
      for (int i = 0; i < RULES; i++) {
        files.add(SigmaFile.read("rule-" + i, rules.rule(i), Map.of("p", List.of("ab*", "zz"))));
      }
      SigmaRules read = SigmaRules.of(files);
      assertEquals(
          List.of(), read.refused().stream().map(Refusal::toString).toList(), "seed " + seed);
      DetectionSet compiled = DetectionSet.of(read.rules(), LogTypes.shipped(), Views.names());
      for (int i = 0; i < RECORDS; i++) {
        Map<String, Object> record = rules.record();

        List<String> found = withIndex(compiled, record);

        List<String> all = oneByOne(compiled, record);
        matched += all.size();
        assertEquals(all, traced(compiled, record), "seed " + seed + ", record " + record);
        assertEquals(
            all,
            found,
            () -> "seed " + seed + ", record " + record + ", rules\n" + text(files, read.rules()));
      }
    }
    assertTrue(matched > SETS * RECORDS, "seed " + seed + " matched " + matched);
  }

  private static String text(List<SigmaFile> files, List<Rule> rules) {
    assertEquals(files.size(), rules.size());
    StringBuilder text = new StringBuilder();
    rules.forEach(
        rule -> text.append(rule.title()).append(' ').append(rule.expression()).append('\n'));
    return text.toString();
  }

  private static List<String> withIndex(DetectionSet set, Map<String, Object> record)
      throws Exception {
    return Detecting.of(set).titles(TYPE, record);
  }

  /** What explaining all rules says that matches, and that its parts say the same. */
  private static List<String> traced(DetectionSet set, Map<String, Object> record)
      throws Exception {
    Detector detector =
        new Detector(
            () -> set,
            Views.of(event(record), null, Views.names(), new EcsFields(EcsSchema.get())));
    detector.begin();
    Matches unused = detector.detect(TYPE);
    Set<String> ids = set.rules().stream().map(Rule::id).collect(Collectors.toSet());
    Set<String> matched = new HashSet<>();
    for (RuleTrace trace : detector.trace(ids).rules()) {
      assertEquals(
          trace.isMatch(),
          trace.parts().stream().allMatch(TracedPart::holds),
          () -> trace.toString());
      if (trace.isMatch()) {
        matched.add(trace.rule().title());
      }
    }
    return set.rules().stream().map(Rule::title).filter(matched::contains).toList();
  }

  private static List<String> oneByOne(DetectionSet set, Map<String, Object> record)
      throws Exception {
    TypeRules rules = Objects.requireNonNull(set.of(TYPE));
    RecordView view = Views.of(event(record), null, Views.names(), new EcsFields(EcsSchema.get()));
    List<String> titles = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      // Of one rule nothing is left for the next.
      RecordValues values = new RecordValues(view, rules.fields());
      values.begin();
      if (rules.node(rule).holds(values)) {
        titles.add(rules.rule(rule).title());
      }
    }
    return titles;
  }
}
