package dev.weir.forward;

import java.time.Duration;

/**
 * Who sends over one or several connections: an address, or a user of this host. Knows how long the
 * peer's messages were read of late, by which slots are shared out. Thread-safe.
 */
final class Peer {
  private static final long HALF_LIFE_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private long readNanos;
  private long halvedAt;

  Peer(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Counts the time that one message took to arrive. */
  synchronized void wasRead(long nanos, long now) {
    readNanos = readNanos(now) + Math.max(0, nanos);
  }

  /** How long messages were read; what is a minute old counts for half. */
  synchronized long readNanos(long now) {
    if (readNanos == 0) {
      halvedAt = now;
    }
    long halvings = (now - halvedAt) / HALF_LIFE_NANOS;
    if (halvings > 0) {
      readNanos = halvings > 62 ? 0 : readNanos >> halvings;
      halvedAt += halvings * HALF_LIFE_NANOS;
    }
    return readNanos;
  }

  @Override
  public String toString() {
    return name;
  }
}
