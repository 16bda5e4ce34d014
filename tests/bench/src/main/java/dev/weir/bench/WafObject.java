package dev.weir.bench;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.generate.WafLogGenerator;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.frame.ObjectTotal;
import dev.weir.source.frame.RecordFramer;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** A WAF log as it lies in S3, and its frames as the source sends them. */
final class WafObject {
  private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SEED = 1;

  private final int records;
  private final byte[] lines;
  private final ChunkIds chunkIds = new ChunkIds(new SecureRandom());

  WafObject(int records) {
    this.records = records;
    this.lines = new WafLogGenerator(SEED, records, 0.1, List.of(), false).next(END).bytes();
  }

  int records() {
    return records;
  }

  /** JSON, a record on each line. */
  byte[] lines() {
    return lines;
  }

  /** The same as it lies in S3. */
  byte[] gzipped() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * Frames and stamps it as a version of its own.
   *
   * @param version never the same twice
   */
  void frames(StampKey key, long version, FrameTarget target) {
    LogType type = Objects.requireNonNull(LogTypes.shipped().named("aws.waf"));
    RecordFramer framer =
        new RecordFramer(
            type,
            new ObjectVersion("logs", "AWSLogs/waf.log.gz", "%032x".formatted(version)),
            END.getEpochSecond(),
            key,
            StampKind.RECORD,
            chunkIds,
            FrameLimits.DEFAULT,
            new ObjectTotal(lines.length, FrameLimits.DEFAULT.growth()),
            target);
    int cap = FrameLimits.DEFAULT.record().toIntExact();
    try {
      SlidingWindow window = new SlidingWindow(new ByteArrayInputStream(lines), cap);
      Splitter splitter = Splitters.open(type.splitFormat(), window, cap);
      Slice slice = new Slice();
      while (splitter.next(slice) && framer.add(slice)) {
        // To the end.
      }
      framer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
