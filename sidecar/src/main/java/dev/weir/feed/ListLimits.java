package dev.weir.feed;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
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

  /** Reads the keys of a list that are limits. */
  static ListLimits read(Section section, Duration refresh) {
    ByteSize most = new ByteSize(DEFAULT.maxBytes);
    return new ListLimits(
        section.value("refresh", refresh, Forms.duration("10s", "7d")),
        section.value("max_size", most, Forms.size("1KiB", "1GiB")).bytes(),
        section.value("max_entries", DEFAULT.maxEntries, Forms.number(1, 10_000_000)),
        DEFAULT.deadline);
  }
}
