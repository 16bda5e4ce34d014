package dev.weir.source.decompress;

import dev.weir.units.ByteSize;

/**
 * Caps against content that was made to grow.
 *
 * @param size bytes of content that one compressed object may hold
 * @param ratio bytes of content for each byte of the whole object, once there are more than {@code
 *     ratioFrom} of them
 * @param ratioFrom bytes of content up to which any ratio will do
 */
public record DecompressionLimits(ByteSize size, int ratio, ByteSize ratioFrom) {
  public static final DecompressionLimits DEFAULT =
      new DecompressionLimits(new ByteSize(64L << 30), 1000, ByteSize.ofMiB(16));

  /**
   * 8 MiB, what RFC 8878 asks of every decoder (3.1.1.1.2). More would be native memory at the word
   * of whoever wrote the object.
   */
  static final int ZSTD_WINDOW_LOG = 23;

  public DecompressionLimits {
    if (ratio < 1 || size.bytes() < 1) {
      throw new IllegalArgumentException("size " + size + " and ratio " + ratio + " start at 1");
    }
  }
}
