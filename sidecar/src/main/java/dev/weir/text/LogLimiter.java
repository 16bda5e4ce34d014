package dev.weir.text;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets a few lines of a kind into the log in each span, and counts the others. Thread-safe. */
public final class LogLimiter {
  private final LongSupplier nanoClock;
  private final long spanNanos;
  private final int most;
  private long startNanos;
  private int passed;
  private long heldBack;

  /**
   * A limiter that has let none pass.
   *
   * @param most how many pass in one span, at least one
   */
  public LogLimiter(LongSupplier nanoClock, Duration span, int most) {
    this.nanoClock = nanoClock;
    this.spanNanos = span.toNanos();
    this.most = most;
  }

  /** A limiter for a minute. */
  public static LogLimiter aMinute(LongSupplier nanoClock, int most) {
    return new LogLimiter(nanoClock, Duration.ofMinutes(1), most);
  }

  /** A limiter for a minute of this clock. */
  public static LogLimiter aMinute(InstantSource clock, int most) {
    return aMinute(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()), most);
  }

  /** How many were held back since the last one that passed, or -1 to hold this one back. */
  public synchronized long pass() {
    long now = nanoClock.getAsLong();
    if (passed == 0 || now - startNanos >= spanNanos) {
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
