package dev.weir.source.frame;

import dev.weir.units.ByteSize;

/**
 * How large and how deep things may be.
 *
 * @param frame bytes of a message with more than one record, its trailer and all
 * @param record bytes of a record in the content; one that needs more than twice as many as
 *     MessagePack is over the cap as well
 * @param depth objects and arrays inside one another
 */
public record FrameLimits(ByteSize frame, ByteSize record, int depth) {
  public static final FrameLimits DEFAULT =
      new FrameLimits(ByteSize.ofMiB(1), ByteSize.ofMiB(10), 100);

  public FrameLimits {
    if (depth < 1 || depth > 500) {
      throw new IllegalArgumentException("depth is 1 to 500, was " + depth);
    }
    if (frame.bytes() < 8 * 1024) {
      throw new IllegalArgumentException("a frame has at least 8KiB, was " + frame);
    }
  }
}
