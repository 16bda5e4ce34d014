package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.decode.RecordReader;
import dev.weir.event.LogEvent;
import dev.weir.forward.Chunk;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostPosition;
import dev.weir.parse.RecordIds;
import dev.weir.parse.TypeParser;
import org.jspecify.annotations.Nullable;

/** The ids of documents, by the record at which the reader is. Not thread-safe. */
final class DocumentIds {
  private final RecordReader reader;
  private final HostPosition position = new HostPosition();
  private RecordIds ids = new RecordIds();
  private byte @Nullable [] given;

  DocumentIds(RecordReader reader) {
    this.reader = reader;
  }

  /**
   * Begins with a chunk.
   *
   * @param givenId the id of its only record, which had it before; null to make ids
   */
  void begin(byte @Nullable [] givenId) {
    ids = new RecordIds();
    given = givenId;
  }

  /**
   * The id of a record of an object: the event's own, else where it lies.
   *
   * @param parser knows the event's own id; null where nothing can be read of it
   * @param before how many records of the same ordinal came before it
   */
  byte[] ofObject(
      FrameFates frame, @Nullable TypeParser parser, @Nullable LogEvent fields, int before)
      throws MsgpackException {
    byte[] own = parser == null || fields == null ? null : parser.ownId(fields, ids);
    byte[] id = own != null ? own : ofPlace(frame);
    return orGiven(before > 0 ? RecordIds.occurrence(id, before) : id);
  }

  /** The id of a place in an object, whatever lies there. */
  byte[] ofPlace(FrameFates frame) {
    return ids.ofObject(frame.frame().object(), reader.ordinal());
  }

  /**
   * The id of a record of a host: its place in a file or a journal, else its place in the chunk.
   */
  byte[] ofHost(Chunk chunk, LogEvent event) throws MsgpackException {
    return orGiven(
        reader.isReadable() && position.isIn(event)
            ? ids.ofPlaced(
                chunk.tag(),
                reader.seconds(),
                reader.nanos(),
                position,
                chunk.bytes(),
                reader.mapFrom(),
                reader.mapTo())
            : ofBytes(chunk, reader.entryFrom()));
  }

  /** The id of what begins there in a chunk. */
  byte[] ofBytes(Chunk chunk, int at) {
    return ids.ofHost(chunk.tag(), chunk.bytes(), chunk.from(), chunk.to(), at);
  }

  private byte[] orGiven(byte[] id) {
    return given == null ? id : given;
  }
}
