package dev.weir.cli;

import dev.weir.pipeline.Explanation;
import dev.weir.pipeline.Explanation.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many records of each type come to what, and why. */
final class ExplainedCounts {
  /** By type, outcome and reason; all three are bounded sets. */
  private final Map<String, Map<Outcome, Map<String, Long>>> records = new TreeMap<>();

  private long total;

  void add(Explanation explanation) {
    total++;
    String reason = explanation.reason();
    records
        .computeIfAbsent(explanation.type(), type -> new EnumMap<>(Outcome.class))
        .computeIfAbsent(explanation.outcome(), outcome -> new TreeMap<>())
        .merge(reason == null ? "" : reason, 1L, Long::sum);
  }

  long total() {
    return total;
  }

  /** Whether no record was one that Weir does not understand. */
  boolean isUnderstood() {
    return records.values().stream()
        .flatMap(outcomes -> outcomes.keySet().stream())
        .allMatch(outcome -> outcome == Outcome.INDEXED || outcome == Outcome.FILTERED);
  }

  /** A line for each type, their counts below each other. */
  List<String> lines() {
    int width = records.keySet().stream().mapToInt(String::length).max().orElse(0);
    List<String> lines = new ArrayList<>();
    records.forEach(
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
      case INDEXED -> "indexed";
      case FILTERED -> "filtered";
      case UNPARSED -> "not understood";
      case DEAD_LETTERED -> "dead-lettered";
    };
  }
}
