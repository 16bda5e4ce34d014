package dev.weir.daemon;

import java.time.Duration;

/**
 * The parts drain one after another, so that each has a share of the deadline: most of it is the
 * source's, whose wait is for all the others' work.
 */
final class ShutdownShares {
  private ShutdownShares() {}

  static Duration source(Duration deadline) {
    return deadline.multipliedBy(11).dividedBy(20);
  }

  /** For the lines of objects whose records came late; they are few. */
  static Duration late(Duration deadline) {
    return deadline.dividedBy(20);
  }

  /** The forward server's share, and the sink's. */
  static Duration other(Duration deadline) {
    return deadline.dividedBy(5);
  }
}
