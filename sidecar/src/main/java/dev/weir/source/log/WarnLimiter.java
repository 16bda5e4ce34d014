package dev.weir.source.log;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets a few warnings a minute pass and counts those held back. Thread-safe. */
public final class WarnLimiter {
  private static final long SPAN_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private final int most;
  private long startNanos;
  private int passed;
  private long heldBack;

  /**
   * A limiter that has let none pass.
   *
   * @param most how many pass in one minute, at least one
   */
  public WarnLimiter(LongSupplier nanoClock, int most) {
    this.nanoClock = nanoClock;
    this.most = most;
  }

  /** How many were held back since the last one that passed, or -1 to hold this one back. */
  public synchronized long pass() {
    long now = nanoClock.getAsLong();
    if (passed == 0 || now - startNanos >= SPAN_NANOS) {
      startNanos = now;
      passed = 0;
    }
    if (passed == most) {
      heldBack++;
      return -1;
    }
    passed++;
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
