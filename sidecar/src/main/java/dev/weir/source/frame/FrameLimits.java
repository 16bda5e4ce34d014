package dev.weir.source.frame;

import dev.weir.units.ByteSize;

/**
 * How large and how deep things may be.
 *
 * @param frame bytes of a message with more than one record, its trailer and all
 * @param record bytes of a record in the content
 * @param packed bytes of a record as MessagePack, which can be twice as many: a short decimal takes
 *     nine there. Nobody downstream may refuse a message of so many
 * @param depth objects and arrays inside one another
 * @param growth how much one object may become
 */
public record FrameLimits(
    ByteSize frame, ByteSize record, ByteSize packed, int depth, GrowthLimits growth) {
  public static final FrameLimits DEFAULT =
      new FrameLimits(
          ByteSize.ofMiB(1), ByteSize.ofMiB(10), ByteSize.ofMiB(20), 100, GrowthLimits.DEFAULT);

  /** Records of so many bytes, and an object that becomes so much. */
  public static FrameLimits of(ByteSize record, GrowthLimits growth) {
    return new FrameLimits(
        DEFAULT.frame, record, new ByteSize(2 * record.bytes()), DEFAULT.depth, growth);
  }

  public FrameLimits {
    if (depth < 1 || depth > 500) {
      throw new IllegalArgumentException("depth is 1 to 500, was " + depth);
    }
    if (frame.bytes() < 8 * 1024) {
      throw new IllegalArgumentException("a frame has at least 8KiB, was " + frame);
    }
  }

  /** The same, if a record as MessagePack may have so many bytes at most. */
  public FrameLimits withPackedUpTo(ByteSize most) {
    ByteSize least = packed.compareTo(most) < 0 ? packed : most;
    return new FrameLimits(frame, record, least, depth, growth);
  }
}
