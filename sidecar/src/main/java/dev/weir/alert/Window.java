package dev.weir.alert;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of events that an alert gathers matches of. Windows of one group never overlap.
 *
 * @param opened when the match happened that opened the alert
 * @param from the earliest time that belongs to it; before {@code opened} if an earlier match came
 *     later
 * @param to the first time that does not belong to it
 */
record Window(Instant opened, Instant from, Instant to) {
  /** Whether a match of this time belongs to it. */
  boolean covers(Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }

  /**
   * Whether it may begin as early as this: less than its length before the match that opened it.
   */
  boolean reachesBackTo(Instant time, Duration length) {
    return time.isBefore(from) && opened.minus(length).isBefore(time);
  }

  /** The window with an earlier beginning. */
  Window from(Instant earlier) {
    return new Window(opened, earlier, to);
  }
}
