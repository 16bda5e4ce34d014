package dev.weir.source.send;

import java.util.concurrent.ThreadLocalRandom;

/** Pauses that double up to a limit, each a random part of its span. Not thread-safe. */
final class BackOff {
  private static final long FIRST_NANOS = 100_000_000L;

  private final long maxNanos;
  private long spanNanos = FIRST_NANOS;

  BackOff(long maxNanos) {
    this.maxNanos = maxNanos;
  }

  void reset() {
    spanNanos = FIRST_NANOS;
  }

  long nextNanos() {
    long span = Math.min(maxNanos, spanNanos);
    spanNanos = Math.min(maxNanos, 2 * spanNanos);
    return span / 2 + ThreadLocalRandom.current().nextLong(span / 2 + 1);
  }
}
