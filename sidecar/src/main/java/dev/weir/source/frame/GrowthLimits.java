package dev.weir.source.frame;

import dev.weir.units.ByteSize;

/**
 * How much an object may become on its way: the product of compression, splitting, and what travels
 * with each record. What is left of an object past a limit becomes one dead letter.
 *
 * @param recordsPerByte records for each byte of the object as S3 holds it, once there are more
 *     than {@code recordsFrom} of them
 * @param recordsFrom records up to which any object will do
 * @param sentPerByte bytes of frames for each byte of the object, once there are more than {@code
 *     sentFrom} of them
 * @param sentFrom bytes of frames up to which any object will do
 */
public record GrowthLimits(
    int recordsPerByte, long recordsFrom, int sentPerByte, ByteSize sentFrom) {
  /**
   * Access logs have some ten bytes of gzip for a line. Of a flood, whose lines differ in their
   * times alone, ten lines may have one, and each is sent with a stamp as long as itself.
   */
  public static final GrowthLimits DEFAULT =
      new GrowthLimits(10, 100_000, 2000, ByteSize.ofMiB(64));

  public GrowthLimits {
    if (recordsPerByte < 1 || sentPerByte < 1) {
      throw new IllegalArgumentException(
          "records " + recordsPerByte + " and bytes " + sentPerByte + " for a byte start at 1");
    }
  }

  /** The same with other limits for each byte. */
  public GrowthLimits with(int records, int sent) {
    return new GrowthLimits(records, recordsFrom, sent, sentFrom);
  }
}
