package dev.weir.forward;

import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

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

  /** 192 MiB make the oversize lane, 7 slots, and room for 4 MiB of small messages. */
  public static final ForwardLimits DEFAULT =
      new ForwardLimits(
          ByteSize.ofMiB(192),
          ByteSize.ofMiB(4),
          ByteSize.ofMiB(32),
          ByteSize.ofMiB(32),
          500,
          256,
          4096,
          1024,
          ByteSize.ofKiB(16));

  private static final ByteSize LEAST_DEFAULT = ByteSize.ofMiB(96);

  /** A collector may hold back some of a heap of 512 MiB, so a little less counts as that. */
  private static final ByteSize SMALL_HEAP = ByteSize.ofMiB(500);

  /**
   * Reads the keys of the section {@code forward} that are limits. Without a key, the budget is 40
   * % of the heap and at least 96 MiB; the longest frame, and the largest payload after
   * decompression, have 32 MiB, and 16 MiB in a heap under 512 MiB, so that room for several chunks
   * is left beside it.
   */
  static ForwardLimits read(Section section, ByteSize maxHeap) {
    ByteSize slot = DEFAULT.slot();
    ByteSize budget = section.value("budget", defaultBudget(maxHeap), Forms.size("1MiB", "1TiB"));
    ByteSize frame =
        section.value("max_frame", defaultFrame(maxHeap), Forms.size(slot.toString(), "1GiB"));
    ByteSize least = least(slot, frame);
    if (budget.compareTo(least) < 0) {
      section.problem(
          "budget",
          "'" + budget + "'",
          "at least "
              + least
              + ", 3 times (max_frame "
              + frame
              + " + 4MiB): raise budget and with it the heap, or lower max_frame");
      budget = least;
    }
    return new ForwardLimits(
        budget,
        slot,
        frame,
        frame,
        DEFAULT.decompressionRatio(),
        DEFAULT.inFlightPerConnection(),
        section.value("max_connections", DEFAULT.connections(), Forms.number(1, 100_000)),
        section.value(
            "max_connections_per_peer", DEFAULT.connectionsPerPeer(), Forms.number(1, 100_000)),
        section.value("min_rate", DEFAULT.bytesPerSecond(), Forms.size("1KiB", "1GiB")));
  }

  private static ByteSize defaultFrame(ByteSize maxHeap) {
    return ByteSize.ofMiB(maxHeap.compareTo(SMALL_HEAP) < 0 ? 16 : 32);
  }

  /** In whole MiB, so that it reads well. */
  private static ByteSize defaultBudget(ByteSize maxHeap) {
    ByteSize share = ByteSize.ofMiB((maxHeap.bytes() * 2 / 5) >> 20);
    return share.compareTo(LEAST_DEFAULT) > 0 ? share : LEAST_DEFAULT;
  }

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
    ByteSize least = least(slot, new ByteSize(oversizeBytes(frame, decompressed)));
    if (budget.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "a budget of %s holds no slot of %s beside the oversize lane: give at least %s"
              .formatted(budget, slot, least));
    }
  }

  /** The largest message that the oversize lane covers, as sent or as decompressed. */
  int oversizeBytes() {
    return Math.toIntExact(oversizeBytes(frame, decompressed));
  }

  /** What holds the oversize lane, and one slot beside it. */
  private static ByteSize least(ByteSize slot, ByteSize oversize) {
    return new ByteSize(Slots.COPIES * (oversize.bytes() + slot.bytes()));
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
