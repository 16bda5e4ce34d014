package dev.weir.faults;

import java.util.Random;

/** What a fault draws while it lasts, from several threads. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  /** From 0 to under {@code bound}. */
  synchronized int below(int bound) {
    return random.nextInt(bound);
  }

  /** True in so many of a hundred cases. */
  boolean percent(int chance) {
    return below(100) < chance;
  }

  synchronized void fill(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
