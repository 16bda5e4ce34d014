package dev.weir.source.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the forward server.
 *
 * @param sharedKey null where the server does no handshake
 * @param connections kept in parallel
 * @param maxInFlight frames sent and not yet acknowledged on one connection: 1 for Fluent Bit, more
 *     only where the server is Weir itself
 * @param ackTimeout after which a connection with an open frame is given up and the frame sent
 *     again; null waits for as long as the connection lives
 * @param connectTimeout for the connection and its handshake
 * @param maxBackOff the longest pause between two attempts to connect
 */
public record ForwardSettings(
    ForwardAddress address,
    @Nullable SharedKey sharedKey,
    int connections,
    int maxInFlight,
    @Nullable Duration ackTimeout,
    Duration connectTimeout,
    Duration maxBackOff) {

  public ForwardSettings {
    if (connections < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException(
          "connections " + connections + " and maxInFlight " + maxInFlight + " start at 1");
    }
  }

  /** Two connections, one frame in flight on each, no ack timeout. */
  public static ForwardSettings of(ForwardAddress address, @Nullable SharedKey sharedKey) {
    return new ForwardSettings(
        address, sharedKey, 2, 1, null, Duration.ofSeconds(10), Duration.ofSeconds(30));
  }

  public ForwardSettings withMaxInFlight(int frames) {
    return new ForwardSettings(
        address, sharedKey, connections, frames, ackTimeout, connectTimeout, maxBackOff);
  }

  public ForwardSettings withConnections(int count) {
    return new ForwardSettings(
        address, sharedKey, count, maxInFlight, ackTimeout, connectTimeout, maxBackOff);
  }
}
