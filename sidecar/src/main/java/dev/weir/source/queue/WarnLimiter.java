package dev.weir.source.queue;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets one warning a minute pass and counts those held back. Thread-safe. */
final class WarnLimiter {
  private static final long SPAN_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private long nextNanos;
  private boolean any;
  private long heldBack;

  WarnLimiter(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** How many were held back since the last one that passed, or -1 to hold this one back. */
  synchronized long pass() {
    long now = nanoClock.getAsLong();
    if (any && now - nextNanos < 0) {
      heldBack++;
      return -1;
    }
    any = true;
    nextNanos = now + SPAN_NANOS;
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
