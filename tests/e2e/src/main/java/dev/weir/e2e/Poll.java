package dev.weir.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a state, never for a time. */
public final class Poll {
  private static final long STEP_NANOS = Duration.ofMillis(50).toNanos();

  private Poll() {}

  /**
   * Returns when the state is reached.
   *
   * @throws IllegalStateException at the deadline, with what {@code otherwise} says
   */
  public static void until(Duration deadline, BooleanSupplier reached, Supplier<String> otherwise) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("not within " + deadline + ": " + otherwise.get());
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }
}
