package dev.weir.enrich.feed;

import java.time.Duration;

/**
 * What a list may cost.
 *
 * @param refresh how often it is asked whether it changed
 * @param maxBytes the longest it may be
 * @param maxEntries the most entries it may have
 * @param deadline how long reading it may take
 */
public record ListLimits(Duration refresh, long maxBytes, int maxEntries, Duration deadline) {
  /** What holds where nothing else is said. */
  public static final ListLimits DEFAULT =
      new ListLimits(Duration.ofMinutes(5), 256L << 20, 2_000_000, Duration.ofMinutes(5));
}
