package dev.weir.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an audit found.
 *
 * @param found records that are there as they were made
 * @param lost those that are not
 * @param twice documents beyond the first of a record
 * @param altered records that say something else than when they were made
 * @param unknown documents of which nobody made the record
 * @param problems what else does not hold, in words
 */
record Findings(
    long found, List<Missing> lost, long twice, long altered, long unknown, List<String> problems) {
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
    Map<String, List<Integer>> byBatch = new TreeMap<>();
    lost.forEach(
        record ->
            byBatch
                .computeIfAbsent(record.batch().name(), absent -> new ArrayList<>())
                .add(record.ordinal()));
    byBatch.entrySet().stream()
        .limit(MOST_NAMED)
        .forEach(entry -> lines.add("lost: " + ranges(entry.getValue()) + " of " + entry.getKey()));
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

  /** {@code 3 records (0-1, 7)}. */
  private static String ranges(List<Integer> ordinals) {
    StringBuilder ranges = new StringBuilder();
    int from = 0;
    for (int i = 0; i < ordinals.size(); i++) {
      boolean last = i + 1 == ordinals.size() || ordinals.get(i + 1) != ordinals.get(i) + 1;
      if (last) {
        ranges.append(ranges.isEmpty() ? "" : ", ").append(ordinals.get(from));
        ranges.append(from == i ? "" : "-" + ordinals.get(i));
        from = i + 1;
      }
    }
    return ordinals.size() + " records (" + ranges + ")";
  }
}
