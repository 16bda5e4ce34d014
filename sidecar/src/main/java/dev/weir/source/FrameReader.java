package dev.weir.source;

import dev.weir.account.StampKey;
import dev.weir.source.decompress.CorruptContentException;
import dev.weir.source.decompress.Decompression;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.frame.RecordFramer;
import dev.weir.source.split.Slice;
import dev.weir.source.split.SlidingWindow;
import dev.weir.source.split.Splitter;
import dev.weir.source.split.Splitters;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From an object's bytes to its frames: the same frames whenever the same object is read. */
final class FrameReader {
  private final SourceSettings settings;
  private final LogTypes types;
  private final StampKey key;
  private final ChunkIds chunkIds;

  FrameReader(SourceSettings settings, LogTypes types, StampKey key, ChunkIds chunkIds) {
    this.settings = settings;
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
    int cap = settings.frames().record().toIntExact();
    try (InputStream content = content(fetched)) {
      SlidingWindow bytes = new SlidingWindow(content, cap);
      LogType type = known == null ? types.byContent(bytes.head()) : known;
      Splitter splitter = Splitters.open(type.splitFormat(), bytes, cap);
      RecordFramer framer =
          new RecordFramer(
              type,
              fetched.object(),
              fetched.lastModified().getEpochSecond(),
              key,
              chunkIds,
              settings.frames(),
              open.apply(type));
      Slice slice = new Slice();
      while (splitter.next(slice)) {
        framer.add(slice);
      }
      framer.end();
      return new ObjectCount(
          fetched.totalBytes(), framer.total(), framer.unsendable(), framer.numbersAsStrings());
    }
  }

  /** Content that is broken from its first byte on still is content: of one dead letter. */
  private InputStream content(FetchedObject fetched) throws IOException {
    try {
      return Decompression.open(fetched.bytes(), fetched.totalBytes(), settings.decompression());
    } catch (CorruptContentException e) {
      return new BrokenContent(e);
    }
  }
}
