package dev.weir.forward;

import dev.weir.yaml.Durations;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
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

  private static final Form<Duration> WAIT = Forms.duration("100ms", "5m");

  static ForwardDeadlines read(Section section) {
    return new ForwardDeadlines(
        section.value("handshake_timeout", Durations.parse("10s"), WAIT),
        section.value("stall_timeout", Durations.parse("10s"), WAIT),
        DEFAULT.writeStall(),
        DEFAULT.drain());
  }

  ForwardDeadlines withDrain(Duration time) {
    return new ForwardDeadlines(handshake, readStall, writeStall, time);
  }

  private static void positive(String what, Duration given) {
    if (!given.isPositive()) {
      throw new IllegalArgumentException(
          "the deadline %s is %s, expected more than zero".formatted(what, given));
    }
  }
}
