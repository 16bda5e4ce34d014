package dev.weir.forward;

import java.time.Duration;

/**
 * Looks at the deadlines of all connections, and who waits for slots, a few times within the
 * shortest of them: a Unix socket and a channel know no timeout of their own.
 */
final class Watchdog implements Runnable {
  private static final long LONGEST_PAUSE_MILLIS = 250;

  private final Connections connections;
  private final ForwardContext context;
  private final long pauseMillis;

  Watchdog(Connections connections, ForwardContext context) {
    this.connections = connections;
    this.context = context;
    ForwardDeadlines deadlines = context.deadlines();
    Duration shortest = deadlines.handshake();
    for (Duration other : new Duration[] {deadlines.readStall(), deadlines.writeStall()}) {
      shortest = other.compareTo(shortest) < 0 ? other : shortest;
    }
    this.pauseMillis = Math.clamp(shortest.toMillis() / 8, 1, LONGEST_PAUSE_MILLIS);
  }

  @Override
  public void run() {
    try {
      while (true) {
        // Deadlines pass without an event: they are looked at every so often.
        Thread.sleep(pauseMillis);
        connections.open().forEach(Connection::checkDeadlines);
        context.disputes().settle(context.ticker().getAsLong());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
