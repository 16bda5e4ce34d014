package dev.weir.source;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a state, with a deadline. */
public final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Eventually() {}

  public static void until(String state, BooleanSupplier reached) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within " + DEADLINE + ": " + state);
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
