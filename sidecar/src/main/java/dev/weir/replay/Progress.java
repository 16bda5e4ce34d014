package dev.weir.replay;

import java.util.EnumMap;
import java.util.Map;

/**
 * How far a replay is.
 *
 * @param selected how many letters it will take
 * @param outcomes what became of those it took so far
 */
public record Progress(long selected, Map<ReplayOutcome, Long> outcomes) {
  public Progress {
    outcomes = Map.copyOf(outcomes);
  }

  /** How many letters it took so far. */
  public long done() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts while a replay runs; one thread's. */
  static final class Counter {
    private final long selected;
    private final Map<ReplayOutcome, Long> outcomes = new EnumMap<>(ReplayOutcome.class);

    Counter(long selected) {
      this.selected = selected;
    }

    void add(ReplayOutcome outcome, long letters) {
      if (letters != 0) {
        outcomes.merge(outcome, letters, Long::sum);
      }
    }

    Progress progress() {
      return new Progress(selected, outcomes);
    }
  }
}
