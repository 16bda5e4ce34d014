package dev.weir.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void waitsLongerEachTimeUpToTheCap() {
    Backoff backoff = Backoff.spread(FIRST, LONGEST);
    for (int attempts = 1; attempts < 200; attempts++) {
      long whole = whole(attempts);

      long millis = Duration.ofNanos(backoff.nanos(attempts)).toMillis();

      assertTrue(millis >= whole / 2 - 1 && millis <= whole, attempts + ": " + millis);
    }
  }

  @Test
  void leavesNothingToChanceIfAskedTo() {
    Backoff backoff = Backoff.exact(FIRST, LONGEST);
    for (int attempts = 1; attempts < 200; attempts++) {
      assertEquals(Duration.ofMillis(whole(attempts)), Duration.ofNanos(backoff.nanos(attempts)));
    }
  }

  @Test
  void waitsNoLongerThanTheLongestWhateverTheFirst() {
    Backoff backoff = Backoff.exact(Duration.ofDays(1), Duration.ofDays(2));

    assertEquals(Duration.ofDays(2), Duration.ofNanos(backoff.nanos(Integer.MAX_VALUE)));
    assertEquals(
        Duration.ofMillis(9),
        Duration.ofNanos(Backoff.exact(FIRST, Duration.ofMillis(9)).nanos(1)));
  }

  private static long whole(int attempts) {
    return Math.min(30_000, 500L << Math.min(attempts - 1, 20));
  }
}
