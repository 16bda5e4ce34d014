package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a state by looking at it, up to a deadline. */
final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private Eventually() {}

  static void eventually(String what, BooleanSupplier state) throws InterruptedException {
    long due = System.nanoTime() + DEADLINE.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - due > 0) {
        fail("not within " + DEADLINE + ": " + what);
      }
      Thread.sleep(1);
    }
  }
}
