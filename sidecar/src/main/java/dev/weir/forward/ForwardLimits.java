package dev.weir.forward;

import dev.weir.units.ByteSize;

/**
 * What the server spends at most.
 *
 * @param budget memory for all messages that are being read or not yet final; see {@link Slots}
 * @param slot the largest message that a standard slot covers, as sent and as decompressed
 * @param frame the largest message at all, as sent
 * @param decompressed the largest payload after decompression
 * @param decompressionRatio how many times its size a payload may grow once it is over 1 MiB
 * @param inFlightPerConnection chunks of one connection that may be waiting to become final
 * @param connections open connections of one listener
 * @param connectionsPerPeer open connections of one peer with one listener
 * @param bytesPerSecond what a message has to arrive at, over the whole of it
 */
public record ForwardLimits(
    ByteSize budget,
    ByteSize slot,
    ByteSize frame,
    ByteSize decompressed,
    int decompressionRatio,
    int inFlightPerConnection,
    int connections,
    int connectionsPerPeer,
    ByteSize bytesPerSecond) {

  /** 192 MiB make the oversize lane and 8 slots. */
  public static final ForwardLimits DEFAULT =
      new ForwardLimits(
          ByteSize.ofMiB(192),
          ByteSize.ofMiB(4),
          ByteSize.ofMiB(32),
          ByteSize.ofMiB(32),
          500,
          4,
          4096,
          1024,
          ByteSize.ofKiB(16));

  /** The default number of connections of a peer, and the default pace. */
  public ForwardLimits(
      ByteSize budget,
      ByteSize slot,
      ByteSize frame,
      ByteSize decompressed,
      int decompressionRatio,
      int inFlightPerConnection,
      int connections) {
    this(
        budget,
        slot,
        frame,
        decompressed,
        decompressionRatio,
        inFlightPerConnection,
        connections,
        DEFAULT.connectionsPerPeer(),
        DEFAULT.bytesPerSecond());
  }

  public ForwardLimits {
    atLeast("decompression ratio", decompressionRatio, 1);
    atLeast("chunks in flight per connection", inFlightPerConnection, 1);
    atLeast("connections", connections, 1);
    atLeast("connections of a peer", connectionsPerPeer, 1);
    atLeast("bytes per second", bytesPerSecond.bytes(), 1);
    atLeast("slot bytes", slot.bytes(), 1024);
    atLeast("frame bytes", frame.bytes(), slot.bytes());
    atLeast("decompressed bytes", decompressed.bytes(), slot.bytes());
    atLeast(
        "frame and decompressed bytes", -Math.max(frame.bytes(), decompressed.bytes()), -1L << 30);
    long least = Slots.COPIES * (oversizeBytes(frame, decompressed) + slot.bytes());
    if (budget.bytes() < least) {
      throw new IllegalArgumentException(
          "a budget of %s holds no slot of %s beside the oversize lane: give at least %s"
              .formatted(budget, slot, new ByteSize(least)));
    }
  }

  /** The largest message that the oversize lane covers, as sent or as decompressed. */
  int oversizeBytes() {
    return Math.toIntExact(oversizeBytes(frame, decompressed));
  }

  private static long oversizeBytes(ByteSize frame, ByteSize decompressed) {
    return Math.max(frame.bytes(), decompressed.bytes());
  }

  private static void atLeast(String what, long given, long least) {
    if (given < least) {
      throw new IllegalArgumentException(
          "%s: %d, expected at least %d".formatted(what, given, least));
    }
  }
}
