package dev.weir.source;

import java.time.Duration;
import java.util.List;

/**
 * The periodic search for objects that no message announced.
 *
 * @param interval from the end of one to the beginning of the next
 * @param olderThan younger objects are left to their messages
 * @param lookback older ones are not looked for
 * @param places what to list; empty for all that may be read
 */
public record SweepSettings(
    Duration interval, Duration olderThan, Duration lookback, List<Place> places) {
  /** A prefix of a bucket. */
  public record Place(String bucket, String prefix) {}

  public SweepSettings {
    places = List.copyOf(places);
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval);
    }
  }
}
