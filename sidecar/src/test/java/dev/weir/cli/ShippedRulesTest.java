package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.daemon.Explain;
import dev.weir.generate.CloudTrailGenerator;
import dev.weir.generate.GeneratedFile;
import dev.weir.generate.LogGenerator;
import dev.weir.generate.WafLogGenerator;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules that ship find, and what they leave alone. */
class ShippedRulesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/weir/ruleset");

  /** What these cases test shows only in URLs that are decoded. */
  private static final String DECODED = "web-decoded.test.yml";

  @TempDir Path folder = Path.of("");

  @Test
  void everyRuleDoesWhatItsCasesSay() throws Exception {
    assertEquals(List.of(), failures(shipped(null), file -> !file.equals(DECODED)));
  }

  @Test
  void rulesSeeDecodedUrlsWhereTheyAreAdded() throws Exception {
    Path config = folder.resolve("weir.yaml");
    Files.writeString(config, "types: {}\nenrich: { url: true }\n");

    assertEquals(List.of(), failures(shipped(config), file -> true));
    assertNotEquals(List.of(), failures(shipped(null), DECODED::equals));
  }

  private static List<String> failures(Explain explain, Predicate<String> files) throws Exception {
    RuleTrial trial = new RuleTrial(explain);
    List<String> failures = new ArrayList<>();
    for (RuleCaseFile file : caseFiles()) {
      assertEquals(List.of(), file.refused());
      for (RuleCase each : file.cases()) {
        if (files.test(each.place().file())) {
          RuleCaseResult result = trial.run(each);
          if (!result.isPassed()) {
            failures.add(result.text() + "\n  " + each.record());
          }
        }
      }
    }
    return failures;
  }

  @Test
  void everyRuleHasARecordThatItMatchesAndOneThatItLeavesAlone() throws Exception {
    Set<String> missing = new TreeSet<>();
    Set<String> tested = new HashSet<>();
    for (RuleCaseFile file : caseFiles()) {
      file.cases().forEach(each -> tested.add(each.rule() + " match: " + each.match()));
    }
    for (Rule rule : shipped(null).rules()) {
      Stream.of(" match: true", " match: false")
          .filter(match -> !tested.contains(rule.id() + match))
          .forEach(match -> missing.add(rule.title() + match));
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void noRuleThatMakesAlertsMatchesOrdinaryRequests() throws Exception {
    assertEquals(Set.of(), alerting(new WafLogGenerator(7, 2000, 0.05, List.of(), false)));
  }

  @Test
  void noRuleThatMakesAlertsMatchesCallsOfAnOrdinaryDay() throws Exception {
    assertEquals(Set.of(), alerting(new CloudTrailGenerator(7, 2000, "123456789012", "eu-west-1")));
  }

  /** The titles of rules of the level low or higher that match generated records. */
  private Set<String> alerting(LogGenerator generator) throws Exception {
    Map<String, String> alerting = new HashMap<>();
    shipped(null).rules().stream()
        .filter(rule -> rule.level().compareTo(Level.LOW) >= 0)
        .forEach(rule -> alerting.put(rule.id(), rule.title()));
    GeneratedFile file = generator.next(Instant.parse("2026-11-20T12:00:00Z"));
    Path path = folder.resolve(file.key());
    Files.createDirectories(path.getParent());
    Files.write(path, file.bytes());
    CommandRun run = CommandRun.of("explain", "--json", path.toString());
    assertEquals(0, run.code(), run.err());
    Set<String> titles = new TreeSet<>();
    long records = 0;
    for (String line : run.out().lines().toList()) {
      records++;
      for (JsonNode id : Explained.JSON.readTree(line).at("/document/weir/rules")) {
        String title = alerting.get(id.asText());
        if (title != null) {
          titles.add(title);
        }
      }
    }
    assertEquals(2000, records);
    return titles;
  }

  static Explain shipped(@Nullable Path config) throws Exception {
    Explain explain = Explain.withRulesIn(List.of(), ConfigOrDefaults.load(config));
    assertEquals(List.of(), explain.refused());
    return explain;
  }

  static List<RuleCaseFile> caseFiles() throws Exception {
    List<RuleCaseFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(FOLDER).sorted()) {
      for (Path path : paths.filter(each -> each.toString().endsWith(".test.yml")).toList()) {
        files.add(RuleCaseFile.read(path.getFileName().toString(), Files.readString(path)));
      }
    }
    return files;
  }
}
