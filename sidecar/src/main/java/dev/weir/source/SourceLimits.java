package dev.weir.source;

import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.GrowthLimits;
import dev.weir.units.ByteSize;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/**
 * What the source takes at most.
 *
 * @param window bytes of frames whose records are not settled; reading pauses when it is full
 * @param objectsAtOnce read at the same time
 * @param objectAttempts at an object that S3 refuses for a reason of its own, until a dead letter
 *     stands for it
 * @param heldMessages above which no more are received
 * @param frames how large a record is, and how much an object may become
 * @param decompression how much an object may hold
 */
public record SourceLimits(
    ByteSize window,
    int objectsAtOnce,
    int objectAttempts,
    int heldMessages,
    FrameLimits frames,
    DecompressionLimits decompression) {
  public static final SourceLimits DEFAULT =
      new SourceLimits(
          ByteSize.ofMiB(256), 4, 5, 1000, FrameLimits.DEFAULT, DecompressionLimits.DEFAULT);

  public SourceLimits {
    if (objectsAtOnce < 1 || heldMessages < 1 || objectAttempts < 1) {
      throw new IllegalArgumentException(
          "objectsAtOnce "
              + objectsAtOnce
              + ", heldMessages "
              + heldMessages
              + ", objectAttempts "
              + objectAttempts);
    }
  }

  /** Reads the keys of the section {@code source} that are limits. */
  static SourceLimits read(Section section) {
    FrameLimits frames = DEFAULT.frames;
    GrowthLimits growth = frames.growth();
    DecompressionLimits content = DEFAULT.decompression;
    ByteSize window = section.value("window", DEFAULT.window, Forms.size("1MiB", "64GiB"));
    ByteSize record = section.value("max_record", frames.record(), Forms.size("1KiB", "10MiB"));
    int objects = section.value("objects_at_once", DEFAULT.objectsAtOnce, Forms.number(1, 256));
    int attempts = section.value("object_attempts", DEFAULT.objectAttempts, Forms.number(1, 100));
    ByteSize size = section.value("max_object", content.size(), Forms.size("1MiB", "5TiB"));
    int ratio = section.value("max_ratio", content.ratio(), Forms.number(10, 1_000_000));
    int sent = section.value("max_sent_ratio", growth.sentPerByte(), Forms.number(10, 1_000_000));
    int records =
        section.value("max_records_per_byte", growth.recordsPerByte(), Forms.number(1, 100_000));
    return new SourceLimits(
        window,
        objects,
        attempts,
        DEFAULT.heldMessages,
        FrameLimits.of(record, growth.with(records, sent)),
        new DecompressionLimits(size, ratio, content.ratioFrom()));
  }

  /** The same with other frames. */
  public SourceLimits withFrames(FrameLimits others) {
    return new SourceLimits(
        window, objectsAtOnce, objectAttempts, heldMessages, others, decompression);
  }
}
