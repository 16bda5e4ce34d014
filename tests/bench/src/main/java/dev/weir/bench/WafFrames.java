package dev.weir.bench;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.generate.WafLogGenerator;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.RecordFramer;
import dev.weir.source.frame.SealedFrame;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Frames of WAF records, stamped, as the source sends them.
 *
 * @param frames in the order of their records
 * @param jsonBytes of all records, as they lay in S3
 */
record WafFrames(List<SealedFrame> frames, long jsonBytes) {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SEED = 1;

  WafFrames {
    frames = List.copyOf(frames);
  }

  /** The lines of a WAF log, not compressed. */
  static byte[] lines(int records) {
    return new WafLogGenerator(SEED, records, 0.1, List.of(), false).next(END).bytes();
  }

  /** An object of so many records. */
  static WafFrames of(int records, StampKey key) {
    byte[] content = lines(records);
    List<SealedFrame> frames = new ArrayList<>();
    LogType type = Objects.requireNonNull(LogTypes.shipped().named("aws.waf"));
    RecordFramer framer =
        new RecordFramer(
            type,
            new ObjectVersion("logs", "AWSLogs/waf.log.gz", "0123456789abcdef0123456789abcdef"),
            END.getEpochSecond(),
            key,
            new ChunkIds(new SecureRandom()),
            FrameLimits.DEFAULT,
            frames::add);
    int cap = FrameLimits.DEFAULT.record().toIntExact();
    try {
      SlidingWindow window = new SlidingWindow(new ByteArrayInputStream(content), cap);
      Splitter splitter = Splitters.open(type.splitFormat(), window, cap);
      Slice slice = new Slice();
      while (splitter.next(slice)) {
        framer.add(slice);
      }
      framer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return new WafFrames(frames, content.length);
  }

  /** How many records they hold. */
  long records() {
    return frames.stream().mapToLong(frame -> frame.frame().count()).sum();
  }
}
