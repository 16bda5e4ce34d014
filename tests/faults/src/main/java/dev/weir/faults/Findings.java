package dev.weir.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit found.
 *
 * @param found records that are there as they were made
 * @param lost the batches of those that are not, once for each record
 * @param twice documents beyond the first of a record
 * @param altered records that say something else than when they were made
 * @param unknown documents of which nobody made the record
 * @param problems what else does not hold, in words
 */
record Findings(
    long found, List<Batch> lost, long twice, long altered, long unknown, List<String> problems) {
  private static final int MOST_NAMED = 10;

  Findings {
    lost = List.copyOf(lost);
    problems = List.copyOf(problems);
  }

  boolean isClean() {
    return lost.isEmpty() && twice == 0 && altered == 0 && unknown == 0 && problems.isEmpty();
  }

  Findings with(List<String> further) {
    List<String> all = new ArrayList<>(problems);
    all.addAll(further);
    return new Findings(found, lost, twice, altered, unknown, all);
  }

  /** One line each, for whoever has to find out why. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Map<String, Integer> byBatch = new TreeMap<>();
    lost.forEach(
        batch ->
            byBatch.merge(batch.name() + " (of " + batch.records() + ")", 1, Integer::sum));
    byBatch.entrySet().stream()
        .limit(MOST_NAMED)
        .forEach(entry -> lines.add("lost: " + entry.getValue() + " of " + entry.getKey()));
    if (byBatch.size() > MOST_NAMED) {
      lines.add("lost: of " + (byBatch.size() - MOST_NAMED) + " more");
    }
    if (twice > 0) {
      lines.add("twice: " + twice);
    }
    if (altered > 0) {
      lines.add("altered: " + altered);
    }
    if (unknown > 0) {
      lines.add("unknown: " + unknown);
    }
    lines.addAll(problems);
    return lines;
  }
}
