package dev.weir.notify;

import dev.weir.thread.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** When a destination that took nothing is tried again. Not thread-safe. */
final class Pause {
  private final Backoff backoff = Backoff.exact(Duration.ofSeconds(1), Duration.ofMinutes(5));
  private final LongSupplier nanoClock;
  private int failures;
  private long began;
  private long nanos;

  /** No pause yet. */
  Pause(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.began = nanoClock.getAsLong();
  }

  /** Whether nothing was taken last. */
  boolean isAfterFailure() {
    return failures > 0;
  }

  /** Whether it is time to try. */
  boolean isOver() {
    return nanoClock.getAsLong() - began >= nanos;
  }

  /** Nothing was taken: longer each time, and at least as long as the destination asked for. */
  void begin(Optional<Duration> asked) {
    failures++;
    began = nanoClock.getAsLong();
    nanos = Math.max(backoff.nanos(failures), asked.orElse(Duration.ZERO).toNanos());
  }

  /** The destination takes messages. */
  void end() {
    failures = 0;
    nanos = 0;
  }
}
