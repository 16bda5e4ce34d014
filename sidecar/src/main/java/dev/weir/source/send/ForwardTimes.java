package dev.weir.source.send;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection waits.
 *
 * @param ack after which a connection with an open frame is given up and the frame sent again; null
 *     waits for as long as the connection lives
 * @param connect for the connection and its handshake
 * @param maxBackOff the longest pause between two attempts to connect
 */
public record ForwardTimes(@Nullable Duration ack, Duration connect, Duration maxBackOff) {
  public static final ForwardTimes DEFAULT =
      new ForwardTimes(null, Duration.ofSeconds(10), Duration.ofSeconds(30));
}
