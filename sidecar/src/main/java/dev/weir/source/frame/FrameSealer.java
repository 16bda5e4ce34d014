package dev.weir.source.frame;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampWriter;
import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Makes the message of a frame out of transcoded records. A stamp holds its frame's count, which is
 * known only now, and is the last pair of each map, so each record is copied once and its stamp put
 * behind it.
 */
final class FrameSealer {
  static final byte[] STAMP_NAME = "_weir".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNK = "chunk".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIZE = "size".getBytes(StandardCharsets.US_ASCII);
  private static final int CHUNK_ID_DIGITS = 32;

  /** An array of two, its EventTime, a map of one: what a trailer has besides its stamp. */
  private static final int TRAILER_BYTES = 1 + 10 + 1;

  /** Ordinals and counts as long as they may ever get, for sizing. */
  private static final long LARGEST_ORDINAL = 1L << 43;

  private final ObjectVersion object;
  private final long lastModifiedSeconds;
  private final StampKey key;
  private final StampKind record;
  private final ChunkIds chunkIds;
  private final byte[] tag;
  private final int largestStampPair;
  private final byte[] stamp;

  FrameSealer(
      String tag,
      ObjectVersion object,
      long lastModifiedSeconds,
      StampKey key,
      StampKind record,
      ChunkIds chunkIds) {
    this.tag = tag.getBytes(StandardCharsets.UTF_8);
    this.object = object;
    this.lastModifiedSeconds = lastModifiedSeconds;
    this.key = key;
    this.record = record;
    this.chunkIds = chunkIds;
    Frame largest = new Frame(object, LARGEST_ORDINAL, Integer.MAX_VALUE, lastModifiedSeconds);
    int stampBytes = new StampWriter(key, largest).length(LARGEST_ORDINAL);
    this.stamp = new byte[stampBytes];
    this.largestStampPair = pairBytes(stampBytes);
  }

  /** No stamp takes more bytes of a record's map. */
  int stampBytes() {
    return largestStampPair;
  }

  /** No message of so many records and record bytes is longer. */
  long messageBytes(int count, long recordBytes) {
    return recordBytes + (count + 1L) * largestStampPair + TRAILER_BYTES + surroundings();
  }

  /**
   * The message of the first {@code ends.length} records in {@code records}.
   *
   * @param records entries without their stamps, which their maps' headers count already
   * @param ends where each ends; only the first {@code count} matter
   * @param deadLetters which of them stand in a record's place
   */
  SealedFrame seal(byte[] records, int[] ends, int count, BitSet deadLetters, long first) {
    Frame frame = new Frame(object, first, count, lastModifiedSeconds);
    StampWriter stamps = new StampWriter(key, frame);
    int entries = TRAILER_BYTES + ends[count - 1];
    for (int i = 0; i < count; i++) {
      entries += pairBytes(stamps.length(first + i));
    }
    entries += pairBytes(stamps.length(first + count));

    MsgpackWriter out = new MsgpackWriter(entries + surroundings() + 16);
    out.writeArrayHeader(3);
    out.writeStr(tag, 0, tag.length);
    out.writeBinHeader(entries);
    int from = 0;
    for (int i = 0; i < count; i++) {
      out.writeRaw(records, from, ends[i] - from);
      from = ends[i];
      StampKind kind = deadLetters.get(i) ? StampKind.DEAD_LETTER : record;
      writeStamp(out, stamps, kind, first + i);
    }
    out.writeArrayHeader(2);
    out.writeEventTime(lastModifiedSeconds, 0);
    out.writeMapHeader(1);
    writeStamp(out, stamps, StampKind.TRAILER, first + count);

    String chunkId = chunkIds.next();
    out.writeMapHeader(2);
    out.writeStr(CHUNK, 0, CHUNK.length);
    out.writeStr(chunkId);
    out.writeStr(SIZE, 0, SIZE.length);
    out.writeLong(count + 1L);
    return new SealedFrame(frame, chunkId, out.bytes(), out.size());
  }

  private void writeStamp(MsgpackWriter out, StampWriter stamps, StampKind kind, long ordinal) {
    int length = stamps.write(kind, ordinal, stamp, 0);
    out.writeStr(STAMP_NAME, 0, STAMP_NAME.length);
    out.writeStr(stamp, 0, length);
  }

  private int surroundings() {
    return 1
        + 5
        + tag.length
        + 5
        + 1
        + 1
        + CHUNK.length
        + 2
        + CHUNK_ID_DIGITS
        + 1
        + SIZE.length
        + 9;
  }

  private static int pairBytes(int stampBytes) {
    int header = stampBytes < 32 ? 1 : stampBytes < 256 ? 2 : 3;
    return 1 + STAMP_NAME.length + header + stampBytes;
  }
}
