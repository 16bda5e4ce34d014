package dev.weir.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong when, drawn from a seed: the same seed, kinds, number and records give the same
 * plan. Kinds are dealt like cards, so that each has come before one comes again.
 *
 * @param waves in their order
 */
record FaultPlan(List<Wave> waves) {
  private static final int MOST_AT_ONCE = 4;
  private static final int SHORTEST_MILLIS = 300;
  private static final int LONGEST_MILLIS = 2_500;
  private static final int LATEST_START_MILLIS = 1_500;

  FaultPlan {
    waves = List.copyOf(waves);
  }

  /** Draws a plan of so many faults, with so many records spread over its waves. */
  static FaultPlan draw(long seed, int faults, long records, Set<FaultKind> kinds) {
    Random random = new Random(seed);
    List<List<PlannedFault>> drawn = new ArrayList<>();
    List<FaultKind> deck = new ArrayList<>();
    int left = faults;
    while (left > 0) {
      List<PlannedFault> wave = wave(random, Math.min(left, MOST_AT_ONCE), kinds, deck);
      drawn.add(wave);
      left -= wave.size();
    }
    List<Wave> waves = new ArrayList<>();
    long given = 0;
    for (int i = 0; i < drawn.size(); i++) {
      long until = records * (i + 1) / drawn.size();
      waves.add(new Wave(i + 1, drawn.get(i), Math.toIntExact(until - given)));
      given = until;
    }
    return new FaultPlan(waves);
  }

  /** How many faults of each kind, by label. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    waves.forEach(
        wave ->
            wave.faults().forEach(fault -> counts.merge(fault.kind().label(), 1, Integer::sum)));
    return counts;
  }

  private static List<PlannedFault> wave(
      Random random, int most, Set<FaultKind> kinds, List<FaultKind> deck) {
    int size = 1 + random.nextInt(most);
    Set<Part> taken = EnumSet.noneOf(Part.class);
    List<PlannedFault> wave = new ArrayList<>();
    while (wave.size() < size) {
      FaultKind kind = deal(random, kinds, deck, taken);
      if (kind == null) {
        break;
      }
      taken.addAll(kind.parts());
      wave.add(
          new PlannedFault(
              kind,
              random.nextInt(LATEST_START_MILLIS),
              random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS),
              random.nextLong()));
    }
    return wave;
  }

  /** The first card that fits; null if none of the deck does. */
  private static @Nullable FaultKind deal(
      Random random, Set<FaultKind> kinds, List<FaultKind> deck, Set<Part> taken) {
    if (deck.isEmpty()) {
      deck.addAll(kinds);
      Collections.shuffle(deck, random);
    }
    for (FaultKind kind : deck) {
      if (Collections.disjoint(kind.parts(), taken)) {
        deck.remove(kind);
        return kind;
      }
    }
    return null;
  }
}
