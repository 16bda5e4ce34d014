package dev.weir.enrich.agent;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long may still be parsed. A quarter of the time that passes is added, up to two seconds; what
 * parsing took is taken away. Thread-safe.
 */
final class ParseBudget {
  private static final long MOST_NANOS = 2_000_000_000L;
  private static final int SHARE = 4;

  private final LongSupplier nanoTime;
  private final AtomicLong left = new AtomicLong(MOST_NANOS);
  private final AtomicLong filledAt;

  ParseBudget(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.filledAt = new AtomicLong(nanoTime.getAsLong());
  }

  /** Whether there is time to parse one more. */
  boolean begin() {
    if (left.get() > 0) {
      return true;
    }
    long now = now();
    long before = filledAt.get();
    if (now - before > 0 && filledAt.compareAndSet(before, now)) {
      left.accumulateAndGet((now - before) / SHARE, (is, more) -> Math.min(MOST_NANOS, is + more));
    }
    return left.get() > 0;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Parsing ended that began then. */
  void spend(long began) {
    left.addAndGet(began - now());
  }
}
