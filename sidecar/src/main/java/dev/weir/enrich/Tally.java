package dev.weir.enrich;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;

/**
 * Counts what one enrichment does.
 *
 * @param hits values that it knew
 * @param misses values that it looked up and did not know
 * @param skipped values that it did not look at, to stay within its bounds
 */
public record Tally(LongAdder hits, LongAdder misses, LongAdder skipped) {
  /**
   * The counters of an enrichment.
   *
   * @param counter gives, for an enrichment's name and an outcome, what counts it
   */
  public static Tally of(String name, BiFunction<String, String, LongAdder> counter) {
    return new Tally(
        counter.apply(name, "hit"), counter.apply(name, "miss"), counter.apply(name, "skipped"));
  }

  /** Counts one value that was looked up. */
  public void count(boolean hit) {
    (hit ? hits : misses).increment();
  }
}
