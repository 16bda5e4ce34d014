package dev.weir.forward;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;

/**
 * Walks the entries of a {@link Chunk}, both event formats: {@code [time, record]} and {@code
 * [[time, metadata], record]}. The group markers that Fluent Bit puts around OpenTelemetry records
 * are no events and are passed over, counted. Not thread-safe; {@link #reset} for each chunk.
 */
public final class EntryCursor {
  private static final long GROUP_START = 0xFFFF_FFFFL;
  private static final long GROUP_END = 0xFFFF_FFFEL;
  private static final int EVENT_TIME = 0;
  private static final int EVENT_TIME_BYTES = 8;

  private final MsgpackReader reader = new MsgpackReader();
  private int start;
  private int recordFrom;
  private int recordTo;
  private int metadataFrom;
  private int metadataTo;
  private long seconds;
  private int nanos;
  private long markers;

  public EntryCursor reset(Chunk chunk) {
    return reset(chunk.bytes(), chunk.from(), chunk.to());
  }

  public EntryCursor reset(byte[] bytes, int from, int to) {
    reader.reset(bytes, from, to);
    start = from;
    recordFrom = from;
    recordTo = from;
    markers = 0;
    return this;
  }

  /**
   * Goes to the next entry.
   *
   * @return false after the last
   * @throws MalformedChunkException if an entry, or the record that was passed over, is broken; the
   *     cursor is of no use then
   */
  public boolean next() throws MalformedChunkException {
    int entry = recordFrom;
    try {
      entry = recordTo();
      reader.position(entry);
      while (reader.hasNext()) {
        entry = reader.position();
        boolean marker = readHead();
        recordFrom = reader.position();
        recordTo = -1;
        if (!marker) {
          return true;
        }
        markers++;
        reader.position(recordTo());
      }
      recordFrom = reader.position();
      recordTo = recordFrom;
      return false;
    } catch (MsgpackException e) {
      throw malformed(e, entry);
    }
  }

  /** Seconds since the epoch. */
  public long epochSeconds() {
    return seconds;
  }

  /** Nanoseconds within the second, 0 to 999,999,999. */
  public int nanos() {
    return nanos;
  }

  /** Where the record's map begins. */
  public int recordFrom() {
    return recordFrom;
  }

  /** The end of the record, exclusive; found by walking over it unless {@link #recordEnd} told. */
  public int recordTo() throws MalformedChunkException {
    if (recordTo < 0) {
      try {
        reader.position(recordFrom);
        reader.skip();
        recordTo = reader.position();
      } catch (MsgpackException e) {
        throw malformed(e, recordFrom);
      }
    }
    return recordTo;
  }

  /** Spares the cursor walking over a record whose end its reader has found. */
  public void recordEnd(int recordTo) {
    this.recordTo = recordTo;
  }

  /** Where the metadata map begins; equal to {@link #metadataTo} if there is none. */
  public int metadataFrom() {
    return metadataFrom;
  }

  public int metadataTo() {
    return metadataTo;
  }

  /** Group markers passed over since {@link #reset}. */
  public long groupMarkers() {
    return markers;
  }

  /** Reads up to the record and tells whether the entry is a group marker. */
  private boolean readHead() throws MsgpackException, MalformedChunkException {
    expectArrayOfTwo();
    if (reader.peek() == MsgpackType.ARRAY) {
      expectArrayOfTwo();
      readTime();
      expectMap(ChunkRefusal.BAD_ENTRY);
      metadataFrom = reader.position();
      reader.skip();
      metadataTo = reader.position();
    } else {
      readTime();
      metadataFrom = reader.position();
      metadataTo = metadataFrom;
    }
    boolean marker = nanos == 0 && (seconds == GROUP_START || seconds == GROUP_END);
    expectMap(ChunkRefusal.BAD_RECORD);
    return marker;
  }

  private void expectArrayOfTwo() throws MsgpackException, MalformedChunkException {
    int at = reader.position();
    if (reader.peek() != MsgpackType.ARRAY || reader.readArrayHeader() != 2) {
      throw new MalformedChunkException(ChunkRefusal.BAD_ENTRY, at - start);
    }
  }

  private void expectMap(ChunkRefusal otherwise) throws MsgpackException, MalformedChunkException {
    if (reader.peek() != MsgpackType.MAP) {
      throw new MalformedChunkException(otherwise, reader.position() - start);
    }
  }

  private void readTime() throws MsgpackException, MalformedChunkException {
    int at = reader.position();
    switch (reader.peek()) {
      case INTEGER -> {
        seconds = reader.readLong();
        nanos = 0;
      }
      case FLOAT -> {
        double time = reader.readDouble();
        double whole = Math.floor(time);
        seconds = (long) whole;
        nanos = (int) ((time - whole) * 1e9);
      }
      case EXT -> readEventTime(at);
      default -> throw new MalformedChunkException(ChunkRefusal.BAD_TIME, at - start);
    }
  }

  private void readEventTime(int at) throws MsgpackException, MalformedChunkException {
    int length = reader.readExtHeader();
    if (length != EVENT_TIME_BYTES || reader.extType() != EVENT_TIME) {
      throw new MalformedChunkException(ChunkRefusal.BAD_TIME, at - start);
    }
    seconds = unsigned32(reader.position());
    long fraction = unsigned32(reader.position() + 4);
    if (fraction > 999_999_999) {
      throw new MalformedChunkException(ChunkRefusal.BAD_TIME, at - start);
    }
    nanos = (int) fraction;
    reader.advance(length);
  }

  private long unsigned32(int at) {
    byte[] bytes = reader.bytes();
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xffL) << 16
        | (bytes[at + 2] & 0xffL) << 8
        | (bytes[at + 3] & 0xffL);
  }

  private MalformedChunkException malformed(MsgpackException e, int entry) {
    return switch (e.reason()) {
      case TRUNCATED -> new MalformedChunkException(ChunkRefusal.TRUNCATED_ENTRY, entry - start);
      case RESERVED_BYTE ->
          new MalformedChunkException(ChunkRefusal.RESERVED_BYTE, e.offset() - start);
      case TOO_LARGE, TOO_DEEP, WRONG_TYPE ->
          new MalformedChunkException(ChunkRefusal.BAD_RECORD, e.offset() - start);
    };
  }
}
