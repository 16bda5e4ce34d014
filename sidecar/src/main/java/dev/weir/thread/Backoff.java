package dev.weir.thread;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait between tries of what others may refuse: waits double with each attempt, up to
 * the longest. Immutable.
 */
public final class Backoff {
  /** By then every wait is the longest; more would overflow. */
  private static final int MOST_DOUBLINGS = 20;

  private final long firstNanos;
  private final long longestNanos;
  private final double chance;

  private Backoff(Duration first, Duration longest, double chance) {
    this.firstNanos = first.toNanos();
    this.longestNanos = longest.toNanos();
    this.chance = chance;
  }

  /** Each wait is cut by a random part of its half: what failed together comes apart. */
  public static Backoff spread(Duration first, Duration longest) {
    return new Backoff(first, longest, 0.5);
  }

  /** Nothing is left to chance: for what one asks alone. */
  public static Backoff exact(Duration first, Duration longest) {
    return new Backoff(first, longest, 0);
  }

  /**
   * How long to wait before the next attempt.
   *
   * @param attempts how many attempts failed, from 1
   */
  public long nanos(int attempts) {
    int doublings = Math.clamp(attempts - 1, 0, MOST_DOUBLINGS);
    long whole = firstNanos > longestNanos >> doublings ? longestNanos : firstNanos << doublings;
    return whole - (long) (ThreadLocalRandom.current().nextDouble() * chance * whole);
  }

  /**
   * Waits so long.
   *
   * @param attempts how many attempts failed, from 1
   */
  public void sleep(int attempts) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos(attempts));
  }
}
