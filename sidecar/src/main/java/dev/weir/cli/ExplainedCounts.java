package dev.weir.cli;

import dev.weir.account.FateName;
import dev.weir.pipeline.Explanation;
import dev.weir.pipeline.Explanation.Outcome;
import dev.weir.rule.RuleTrace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many records of each type come to what, and why. */
final class ExplainedCounts {
  /** As many files are named as somebody reads. */
  private static final int MOST_FILES = 20;

  private static final int MOST_RULES = 50;

  /** By type, outcome and reason; all three are bounded sets. */
  private final Map<String, Map<Outcome, Map<String, Long>>> records = new TreeMap<>();

  /** The same of what is not understood, by file. */
  private final Map<String, Map<Outcome, Map<String, Long>>> badFiles = new LinkedHashMap<>();

  private final Set<String> furtherBadFiles = new HashSet<>();
  private final Map<String, RuleCount> matches = new LinkedHashMap<>();
  private boolean hasMoreRules;
  private String last = "";
  private long before;
  private long total;

  /**
   * How many records a rule matches.
   *
   * @param first where the first of them is
   */
  private record RuleCount(String title, long records, String first) {}

  void add(String file, Explanation explanation) {
    if (!file.equals(last)) {
      last = file;
      before = total;
    }
    total++;
    count(records, explanation.type(), explanation);
    hasMoreRules |= explanation.rules().leftOut() > 0;
    for (RuleTrace trace : explanation.rules().rules()) {
      if (trace.isMatch()) {
        matches.merge(
            trace.rule().id(),
            new RuleCount(
                trace.rule().title(), 1, "record " + (total - before - 1) + " of " + file),
            (known, one) -> new RuleCount(known.title(), known.records() + 1, known.first()));
      }
    }
    if (isUnderstood(explanation.outcome())) {
      return;
    }
    if (badFiles.size() < MOST_FILES || badFiles.containsKey(file)) {
      count(badFiles, file, explanation);
    } else {
      furtherBadFiles.add(file);
    }
  }

  private static void count(
      Map<String, Map<Outcome, Map<String, Long>>> counts, String name, Explanation explanation) {
    String reason = explanation.reason();
    counts
        .computeIfAbsent(name, unknown -> new EnumMap<>(Outcome.class))
        .computeIfAbsent(explanation.outcome(), outcome -> new TreeMap<>())
        .merge(reason == null ? "" : reason, 1L, Long::sum);
  }

  /** A line for each rule that matches a record. */
  List<String> ruleMatches() {
    List<String> lines = new ArrayList<>();
    matches.forEach(
        (id, count) ->
            lines.add(
                "rule %s (%s) matches %d of %d records, the first is %s"
                    .formatted(id, count.title(), count.records(), total, count.first())));
    if (lines.size() > MOST_RULES) {
      int more = lines.size() - MOST_RULES;
      lines.subList(MOST_RULES, lines.size()).clear();
      lines.add("and " + more + " more rules");
    }
    if (hasMoreRules) {
      lines.add(
          "some records match or come near more rules than are looked at here: use --rule ID");
    }
    return lines;
  }

  long total() {
    return total;
  }

  /** Whether no record was one that Weir does not understand. */
  boolean isUnderstood() {
    return records.values().stream()
        .flatMap(outcomes -> outcomes.keySet().stream())
        .allMatch(ExplainedCounts::isUnderstood);
  }

  private static boolean isUnderstood(Outcome outcome) {
    return outcome == Outcome.INDEXED || outcome == Outcome.FILTERED;
  }

  /** A line for each type, their counts below each other. */
  List<String> lines() {
    return lines(records);
  }

  /** A line for each file with a record that is not understood, up to so many. */
  List<String> badFiles() {
    List<String> lines = lines(badFiles);
    if (!furtherBadFiles.isEmpty()) {
      lines.add("and " + furtherBadFiles.size() + " more");
    }
    return lines;
  }

  private static List<String> lines(Map<String, Map<Outcome, Map<String, Long>>> counts) {
    int width = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (type, outcomes) ->
            lines.add(type + " ".repeat(width - type.length() + 2) + fates(outcomes)));
    return lines;
  }

  private static String fates(Map<Outcome, Map<String, Long>> outcomes) {
    List<String> fates = new ArrayList<>();
    outcomes.forEach(
        (outcome, reasons) ->
            reasons.forEach(
                (reason, count) -> {
                  String why = reason.isEmpty() ? "" : " (" + reason + ")";
                  fates.add(count + " " + name(outcome) + why);
                }));
    return String.join(", ", fates);
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case INDEXED -> FateName.INDEXED.words();
      case FILTERED -> FateName.FILTERED.words();
      case UNPARSED -> "not understood";
      case DEAD_LETTERED -> FateName.DEAD_LETTERED.words();
    };
  }
}
