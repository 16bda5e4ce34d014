package dev.weir.forward;

import java.util.concurrent.atomic.AtomicLong;

/** A message that is being read into a slot: how far it is, and how to end it. Thread-safe. */
final class SlotReading {
  private final Connection connection;
  private final AtomicLong received;
  private volatile long since;
  private volatile boolean inLane;

  SlotReading(Connection connection, boolean inLane, long received, long since) {
    this.connection = connection;
    this.inLane = inLane;
    this.received = new AtomicLong(received);
    this.since = since;
  }

  Peer peer() {
    return connection.from();
  }

  boolean inLane() {
    return inLane;
  }

  void movedToLane(long now) {
    inLane = true;
    since = now;
  }

  long received() {
    return received.get();
  }

  void received(long bytes) {
    received.setRelease(bytes);
  }

  /** Since when it is read, by the server's ticker. */
  long since() {
    return since;
  }

  /** Takes the slot away, since others wait for it. */
  void end() {
    connection.slotTaken();
  }
}
