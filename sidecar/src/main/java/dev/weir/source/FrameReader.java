package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.source.content.ContentPart;
import dev.weir.source.content.ObjectContent;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.fetch.FetchedObject;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
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
import org.jspecify.annotations.Nullable;

/** From an object's bytes to its frames: the same frames whenever the same object is read. */
public final class FrameReader {
  private final FrameLimits frames;
  private final DecompressionLimits decompression;
  private final LogTypes types;
  private final StampKey key;
  private final StampKind stamped;
  private final ChunkIds chunkIds;

  /** A reader that recognises these types and stamps with this key. */
  public FrameReader(
      FrameLimits frames,
      DecompressionLimits decompression,
      LogTypes types,
      StampKey key,
      ChunkIds chunkIds) {
    this(frames, decompression, types, key, StampKind.RECORD, chunkIds);
  }

  private FrameReader(
      FrameLimits frames,
      DecompressionLimits decompression,
      LogTypes types,
      StampKey key,
      StampKind stamped,
      ChunkIds chunkIds) {
    this.frames = frames;
    this.decompression = decompression;
    this.types = types;
    this.key = key;
    this.stamped = stamped;
    this.chunkIds = chunkIds;
  }

  /** This reader, whose stamps say that people are not told of alerts of the records. */
  FrameReader quiet() {
    return new FrameReader(frames, decompression, types, key, StampKind.QUIET_RECORD, chunkIds);
  }

  /**
   * Reads the object to its end.
   *
   * @param known what its key, and its members' names, tell of types
   * @param target where its frames go
   */
  ObjectCount read(FetchedObject fetched, PartTypes known, ObjectTarget target)
      throws IOException, InterruptedException {
    return read(
        fetched.object(),
        fetched.lastModified(),
        fetched.bytes(),
        fetched.totalBytes(),
        known,
        target);
  }

  /**
   * Reads an object's bytes to their end, from wherever they come.
   *
   * @param totalBytes how many they are
   * @param known what its key, and its members' names, tell of types
   * @param target where its frames go
   */
  public ObjectCount read(
      ObjectVersion object,
      Instant lastModified,
      InputStream bytes,
      long totalBytes,
      PartTypes known,
      ObjectTarget target)
      throws IOException, InterruptedException {
    try (ObjectContent content = ObjectContent.open(bytes, totalBytes, decompression)) {
      long skipped = 0;
      RecordFramer framer = null;
      boolean more = true;
      for (ContentPart part = content.next(); part != null; part = more ? content.next() : null) {
        SlidingWindow window = window(part, totalBytes);
        LogType type = type(known.of(part.member()), window);
        if (framer == null) {
          framer = framer(object, lastModified, totalBytes, type, target);
        }
        framer.part(type, part.member());
        target.part(part, type, window);
        if (window != null) {
          Splitter splitter =
              Splitters.open(type.splitFormat(), window, frames.record().toIntExact());
          more = split(splitter, framer);
          skipped += splitter.skipped();
        } else if (part instanceof ContentPart.Opaque opaque) {
          more = framer.opaque(opaque);
        }
      }
      if (framer == null) {
        framer = framer(object, lastModified, totalBytes, type(known.of(null), null), target);
      }
      framer.end();
      return new ObjectCount(
          totalBytes,
          framer.records(),
          framer.unsendable(),
          framer.opaque(),
          framer.numbersAsStrings(),
          skipped);
    }
  }

  private RecordFramer framer(
      ObjectVersion object,
      Instant lastModified,
      long totalBytes,
      LogType type,
      ObjectTarget target) {
    return new RecordFramer(
        type,
        object,
        lastModified.getEpochSecond(),
        key,
        stamped,
        chunkIds,
        frames,
        new ObjectTotal(totalBytes, frames.growth()),
        target.opened(type));
  }

  private @Nullable SlidingWindow window(ContentPart part, long objectBytes) {
    return part instanceof ContentPart.Text text
        ? SlidingWindow.of(text.utf8(), frames.record().toIntExact(), objectBytes)
        : null;
  }

  /**
   * Its type by what is known, else by its content; that of text where there is none to look at.
   */
  private LogType type(@Nullable LogType known, @Nullable SlidingWindow window) throws IOException {
    if (window == null) {
      return known == null ? LogTypes.text() : known;
    }
    if (known == null) {
      return types.byContent(window.head());
    }
    return types.hasForms(known) ? types.form(known, window.head()) : known;
  }

  /** Splits a part to its end; false where its object came to as much as it may. */
  private static boolean split(Splitter splitter, RecordFramer framer)
      throws IOException, InterruptedException {
    Slice slice = new Slice();
    while (splitter.next(slice)) {
      if (!framer.add(slice)) {
        return false;
      }
    }
    return true;
  }
}
