package dev.weir.forward;

import java.time.Duration;

/**
 * How long the server waits.
 *
 * @param handshake for the TLS and the shared-key handshake together; where neither says who the
 *     peer is, for its first byte
 * @param readStall for each further 64 KiB, or the end, of a message; also how far a message may
 *     lag behind {@link ForwardLimits#bytesPerSecond}
 * @param writeStall for the peer to take an acknowledgement
 * @param drain for chunks in flight to become final when the server closes
 */
public record ForwardDeadlines(
    Duration handshake, Duration readStall, Duration writeStall, Duration drain) {

  public static final ForwardDeadlines DEFAULT =
      new ForwardDeadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  public ForwardDeadlines {
    positive("handshake", handshake);
    positive("read stall", readStall);
    positive("write stall", writeStall);
    positive("drain", drain);
  }

  private static void positive(String what, Duration given) {
    if (!given.isPositive()) {
      throw new IllegalArgumentException(
          "the deadline %s is %s, expected more than zero".formatted(what, given));
    }
  }
}
