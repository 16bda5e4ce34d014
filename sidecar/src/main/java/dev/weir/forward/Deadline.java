package dev.weir.forward;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time that one thread sets and the watchdog reads. */
final class Deadline {
  private final LongSupplier ticker;
  private final long nanos;
  // 0 while nothing is waited for.
  private volatile long at;

  Deadline(LongSupplier ticker, Duration duration) {
    this.ticker = ticker;
    this.nanos = duration.toNanos();
  }

  void arm() {
    armAt(ticker.getAsLong() + nanos);
  }

  /** Arms it for a time of its own. */
  void armAt(long due) {
    at = due == 0 ? 1 : due;
  }

  void disarm() {
    at = 0;
  }

  boolean hasPassed() {
    long due = at;
    return due != 0 && ticker.getAsLong() - due >= 0;
  }
}
