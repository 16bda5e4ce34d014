package dev.weir.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What records that come late change in the line of an object whose account is closed. Each ordinal
 * that is open there counts once, with the first fate that it meets; what is not open there was
 * counted before, whatever it meets now. Not thread-safe.
 */
public final class LateCount {
  /** The end of each run of open ordinals, by its first. */
  private final TreeMap<Long, Long> open = new TreeMap<>();

  private final Counts.Builder counts = new Counts.Builder();
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;

  /**
   * A count of nothing yet.
   *
   * @param open the ordinals without a known fate
   */
  public LateCount(List<OrdinalRun> open) {
    open.forEach(run -> this.open.put(run.first(), run.end()));
  }

  /**
   * Takes over the fates of a frame.
   *
   * @param whole as for {@link Ledger#settle}
   */
  public void add(FrameFates fates, boolean whole) {
    boolean some = false;
    for (int i = 0; i < fates.frame().count(); i++) {
      Fate fate = fates.fate(i, whole);
      if (fate != null && close(fates.frame().first() + i)) {
        counts.add(fate, 1);
        some = true;
      }
    }
    if (some) {
      firstEventMillis = Math.min(firstEventMillis, fates.firstEventMillis());
      lastEventMillis = Math.max(lastEventMillis, fates.lastEventMillis());
    }
  }

  /** How many of the open records met which fate; none of them is counted as read. */
  public Counts counts() {
    return counts.build();
  }

  /** What is open still, lowest first. */
  public List<OrdinalRun> open() {
    List<OrdinalRun> runs = new ArrayList<>();
    open.forEach((first, end) -> runs.add(new OrdinalRun(first, end - first)));
    return runs;
  }

  /** The earliest event time of what was counted, milliseconds since the epoch; null without. */
  public @Nullable Long firstEventMillis() {
    return firstEventMillis == Long.MAX_VALUE ? null : firstEventMillis;
  }

  /** The latest event time of what was counted, milliseconds since the epoch; null without. */
  public @Nullable Long lastEventMillis() {
    return lastEventMillis == Long.MIN_VALUE ? null : lastEventMillis;
  }

  /** Whether the ordinal was open; it is not any more. */
  private boolean close(long ordinal) {
    Map.Entry<Long, Long> run = open.floorEntry(ordinal);
    if (run == null || ordinal >= run.getValue()) {
      return false;
    }
    long first = run.getKey();
    long end = run.getValue();
    if (ordinal == first) {
      open.remove(first);
    } else {
      open.put(first, ordinal);
    }
    if (ordinal + 1 < end) {
      open.put(ordinal + 1, end);
    }
    return true;
  }
}
