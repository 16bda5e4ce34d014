package dev.weir.opensearch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double with each attempt up to a cap, each cut by a random part of its half. */
public final class Backoff {
  private final long firstNanos;
  private final long lastNanos;
  private final RandomGenerator random;

  Backoff(Duration first, Duration last, RandomGenerator random) {
    this.firstNanos = first.toNanos();
    this.lastNanos = last.toNanos();
    this.random = random;
  }

  /**
   * How long to wait before the next attempt, a little by chance.
   *
   * @param attempts how many attempts failed, from 1
   */
  public long nanos(int attempts) {
    int doublings = Math.min(Math.max(attempts - 1, 0), 20);
    long whole = Math.min(lastNanos, firstNanos << doublings);
    long half = whole / 2;
    return half + (long) (random.nextDouble() * (whole - half));
  }
}
