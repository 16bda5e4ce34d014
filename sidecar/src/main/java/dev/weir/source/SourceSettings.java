package dev.weir.source;

import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.send.ForwardSettings;
import dev.weir.units.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The source's settings.
 *
 * @param window bytes of frames whose records are not settled; reading pauses when it is full
 * @param sendBuffer bytes of frames in memory that the forward server has not acknowledged
 * @param parallelObjects read at the same time
 * @param heldMessages above which no more are received
 * @param resend when frames that do not arrive are sent again
 * @param objectAttempts at an object that S3 refuses for a reason of its own, until a dead letter
 *     stands for it
 * @param sweep how objects are found that no message announced; empty where none is looked for
 * @param drain how long closing waits for what is at work
 */
public record SourceSettings(
    List<QueueSettings> queues,
    List<BucketSettings> buckets,
    ForwardSettings forward,
    ByteSize window,
    ByteSize sendBuffer,
    int parallelObjects,
    int heldMessages,
    int objectAttempts,
    Optional<SweepSettings> sweep,
    FrameLimits frames,
    DecompressionLimits decompression,
    Resend resend,
    Duration drain) {
  /**
   * When a frame that Fluent Bit acknowledged is sent again.
   *
   * @param fluentBitStorage Fluent Bit's {@code storage.path}, null if it cannot be seen
   * @param patience after which a frame is missing although the buffer does not show it
   * @param sends how often a frame is sent at most
   */
  public record Resend(@Nullable Path fluentBitStorage, Duration patience, int sends) {
    public static final Resend DEFAULT = new Resend(null, Duration.ofMinutes(15), 3);
  }

  public SourceSettings {
    queues = List.copyOf(queues);
    buckets = List.copyOf(buckets);
    if (parallelObjects < 1 || heldMessages < 1 || objectAttempts < 1) {
      throw new IllegalArgumentException(
          "parallelObjects "
              + parallelObjects
              + ", heldMessages "
              + heldMessages
              + ", objectAttempts "
              + objectAttempts);
    }
  }

  /** All limits at their defaults. */
  public static SourceSettings of(
      List<QueueSettings> queues, List<BucketSettings> buckets, ForwardSettings forward) {
    return new SourceSettings(
        queues,
        buckets,
        forward,
        ByteSize.ofMiB(256),
        ByteSize.ofMiB(16),
        4,
        1000,
        5,
        Optional.empty(),
        FrameLimits.DEFAULT,
        DecompressionLimits.DEFAULT,
        Resend.DEFAULT,
        Duration.ofSeconds(25));
  }
}
