package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.chunk.Chunk;
import dev.weir.decode.RecordReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds the frames that records of one chunk came in. One for each worker; not thread-safe. */
final class FrameArrivals {
  private final RecordReader reader;
  private @Nullable FrameFates frame;
  private @Nullable FrameFates lastRecordOf;
  private int lastFrom;
  private int lastTo;

  FrameArrivals(RecordReader reader) {
    this.reader = reader;
  }

  /** Begins with a chunk. */
  void begin() {
    frame = null;
    lastRecordOf = null;
  }

  /** The fates of the frame of the record at which the reader is. */
  FrameFates frame(ChunkAccount account) {
    FrameFates known = frame;
    if (known == null || !known.frame().equals(reader.frame())) {
      known = account.frame(reader.frame());
      frame = known;
    }
    return known;
  }

  /**
   * Notes that the record at which the reader is arrived.
   *
   * @return how many of its ordinal came before it; {@link FrameFates#COPY} if it is the same again
   */
  int arrived(Chunk chunk, FrameFates its) {
    boolean same =
        lastRecordOf == its
            && Arrays.equals(
                chunk.bytes(), lastFrom, lastTo, chunk.bytes(), reader.mapFrom(), reader.mapTo());
    lastRecordOf = its;
    lastFrom = reader.mapFrom();
    lastTo = reader.mapTo();
    return its.arrived(reader.ordinal(), same);
  }
}
