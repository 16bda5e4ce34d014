package dev.weir.pipeline;

import dev.weir.account.FrameFates;
import dev.weir.chunk.Chunk;
import dev.weir.decode.RecordReader;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostPosition;
import dev.weir.parse.RecordIds;
import dev.weir.parse.TypeParser;
import dev.weir.sink.ContentMark;
import org.jspecify.annotations.Nullable;

/** The ids of documents, by the record at which the reader is. Not thread-safe. */
final class DocumentIds {
  private final RecordReader reader;
  private final IdTrust trust;
  private final RecordContent contents;
  private final HostPosition position = new HostPosition();
  private RecordIds ids = new RecordIds();
  private byte @Nullable [] given;
  private boolean own;
  private long content;
  private byte @Nullable [] furtherPlace;

  /** Whose events in the last frame, as records of the last type, may have ids of their own. */
  private @Nullable IdGrant grant;

  private @Nullable FrameFates grantFor;
  private @Nullable TypeParser grantOf;

  /**
   * The ids of records.
   *
   * @param contents hashes what a record says
   */
  DocumentIds(RecordReader reader, IdTrust trust, RecordContent contents) {
    this.reader = reader;
    this.trust = trust;
    this.contents = contents;
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
   * The id of a record of an object: where it lies.
   *
   * @param before how many records of the same ordinal came before it
   */
  byte[] ofObject(FrameFates frame, int before) {
    own = false;
    return occurrence(ofPlace(frame), before);
  }

  /**
   * The id of a record of an object: the event's own, if the object may name its events, else where
   * it lies.
   *
   * @param parser knows the event's own id
   * @param event the record as it came, {@code fields} what was found in it
   * @param before how many records of the same ordinal came before it
   */
  byte[] ofObject(FrameFates frame, TypeParser parser, LogEvent event, LogEvent fields, int before)
      throws MsgpackException {
    IdGrant granted = grant(frame, parser);
    byte[] id = granted == null ? null : parser.ownId(fields, granted.account(), ids);
    if (id == null) {
      return ofObject(frame, before);
    }
    own = true;
    content = contents.of(event);
    furtherPlace = before > 0 ? RecordIds.occurrence(ofPlace(frame), before) : null;
    return occurrence(id, before);
  }

  private @Nullable IdGrant grant(FrameFates frame, TypeParser parser) {
    if (frame != grantFor || parser != grantOf) {
      grantFor = frame;
      grantOf = parser;
      grant = trust.grant(frame.frame().object(), parser.type());
    }
    return grant;
  }

  private byte[] occurrence(byte[] id, int before) {
    return orGiven(before > 0 ? RecordIds.occurrence(id, before) : id);
  }

  /** Marks the document of the last record, if its id is its event's own. */
  void mark(JsonBuffer out) {
    if (own) {
      ContentMark.write(out, content);
    }
  }

  /**
   * The id of the place of the last record, if it is a further one that a filter made, and its id
   * is its event's own.
   */
  byte @Nullable [] furtherPlace() {
    return own ? furtherPlace : null;
  }

  /** The id of a place in an object, whatever lies there. */
  byte[] ofPlace(FrameFates frame) {
    return ids.ofObject(frame.frame().object(), reader.ordinal());
  }

  /**
   * The id of a record of a host: its place in a file or a journal, else its place in the chunk.
   */
  byte[] ofHost(Chunk chunk, LogEvent event) throws MsgpackException {
    own = false;
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
