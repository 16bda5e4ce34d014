package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.Decompression;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.fetch.FetchedObject;
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
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From an object's bytes to its frames: the same frames whenever the same object is read. */
public final class FrameReader {
  private final FrameLimits frames;
  private final DecompressionLimits decompression;
  private final LogTypes types;
  private final StampKey key;
  private final ChunkIds chunkIds;

  /** A reader that recognises these types and stamps with this key. */
  public FrameReader(
      FrameLimits frames,
      DecompressionLimits decompression,
      LogTypes types,
      StampKey key,
      ChunkIds chunkIds) {
    this.frames = frames;
    this.decompression = decompression;
    this.types = types;
    this.key = key;
    this.chunkIds = chunkIds;
  }

  /**
   * Reads the object to its end.
   *
   * @param known its type, or null to tell it from the content
   * @param open asked once, when the type is known, for where the frames go
   */
  ObjectCount read(
      FetchedObject fetched, @Nullable LogType known, Function<LogType, FrameTarget> open)
      throws IOException, InterruptedException {
    return read(
        fetched.object(),
        fetched.lastModified(),
        fetched.bytes(),
        fetched.totalBytes(),
        known,
        open);
  }

  /**
   * Reads an object's bytes to their end, from wherever they come.
   *
   * @param totalBytes how many they are
   * @param known its type, or null to tell it from the content
   * @param open asked once, when the type is known, for where the frames go
   */
  public ObjectCount read(
      ObjectVersion object,
      Instant lastModified,
      InputStream bytes,
      long totalBytes,
      @Nullable LogType known,
      Function<LogType, FrameTarget> open)
      throws IOException, InterruptedException {
    int cap = frames.record().toIntExact();
    try (InputStream content = content(bytes, totalBytes)) {
      SlidingWindow window = new SlidingWindow(content, cap);
      LogType type = known;
      if (type == null) {
        type = types.byContent(window.head());
      } else if (types.hasForms(type)) {
        type = types.form(type, window.head());
      }
      Splitter splitter = Splitters.open(type.splitFormat(), window, cap);
      RecordFramer framer =
          new RecordFramer(
              type,
              object,
              lastModified.getEpochSecond(),
              key,
              chunkIds,
              frames,
              new ObjectTotal(totalBytes, frames.growth()),
              open.apply(type));
      Slice slice = new Slice();
      while (splitter.next(slice) && framer.add(slice)) {
        // Until the object's end, or until it came to as much as it may.
      }
      framer.end();
      return new ObjectCount(
          totalBytes,
          framer.records(),
          framer.unsendable(),
          framer.numbersAsStrings(),
          splitter.skipped());
    }
  }

  /** Content that is broken from its first byte on still is content: of one dead letter. */
  private InputStream content(InputStream bytes, long totalBytes) throws IOException {
    try {
      return Decompression.open(bytes, totalBytes, decompression);
    } catch (CorruptContentException e) {
      return new BrokenContent(e);
    }
  }
}
