package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.FrameFates;
import dev.weir.account.StampKind;
import dev.weir.decode.RecordReader;
import dev.weir.detect.Matches;
import dev.weir.event.LogEvent;
import dev.weir.parse.TypeParser;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record at work: what the steps before found out of it, for those behind them. One for each
 * chunk at work, filled anew for each record; not thread-safe.
 */
final class CurrentRecord {
  private static final byte[] NO_ID = new byte[0];

  private final ChunkAtWork chunk;
  private final RecordReader reader;
  private final LogEvent arrived;
  private final DocumentIds ids;
  private @Nullable FrameFates frame;
  private int before;
  private TypeRoute route;
  private TypeParser parser;
  private LogEvent fields;
  private @Nullable InnerRecords inner;
  private @Nullable TimeNote time;
  private byte[] id = NO_ID;
  private Matches matches = Matches.NONE;

  /**
   * A record of a chunk, filled by {@link #begin}.
   *
   * @param reader is at the record
   * @param arrived has the record as it came
   */
  CurrentRecord(ChunkAtWork chunk, RecordReader reader, LogEvent arrived, DocumentIds ids) {
    this.chunk = chunk;
    this.reader = reader;
    this.arrived = arrived;
    this.ids = ids;
    this.route = chunk.route();
    this.parser = chunk.parser();
    this.fields = arrived;
  }

  /**
   * Takes the next record, of the type of its chunk.
   *
   * @param its fates of the frame that it came in; null of a host's record
   * @param earlier how many records of its ordinal came before it: a filter made them of one
   */
  void begin(@Nullable FrameFates its, int earlier) {
    frame = its;
    before = earlier;
    route = chunk.route();
    parser = chunk.parser();
    fields = arrived;
    inner = null;
    time = null;
    id = NO_ID;
    matches = Matches.NONE;
  }

  /** The chunk that it lies in. */
  ChunkAtWork chunk() {
    return chunk;
  }

  /** The fates of the frame that it came in; null of a host's. */
  @Nullable FrameFates frame() {
    return frame;
  }

  /** How many records of its ordinal came before it. */
  int before() {
    return before;
  }

  /** Whether a filter made it beside another: it is indexed, and counts for nothing. */
  boolean isFurther() {
    return before > 0;
  }

  /** What the configuration says of its type. */
  TypeRoute route() {
    return route;
  }

  /** Has read it, and knows its time. */
  TypeParser parser() {
    return parser;
  }

  /** It as it came. */
  LogEvent arrived() {
    return arrived;
  }

  /** Its fields. */
  LogEvent fields() {
    return fields;
  }

  void fields(LogEvent found) {
    fields = found;
  }

  /** Knows what lies around it; null where nothing can. */
  @Nullable InnerRecords inner() {
    return inner;
  }

  /** Takes the way of the records that may lie in it. */
  void inner(InnerRecords within) {
    inner = within;
  }

  /** Goes on with what was found in it, which is of a type of its own. */
  void continueWith(InnerRecords within, LogEvent found) {
    route = within.route();
    parser = within.parser();
    fields = found;
  }

  /** The id of its document. */
  byte[] id() {
    return id;
  }

  void id(byte[] its) {
    id = its;
  }

  /** Whose its time is; null where it is its own. */
  @Nullable TimeNote time() {
    return time;
  }

  void time(@Nullable TimeNote note) {
    time = note;
  }

  /** The rules that it matches. */
  Matches matches() {
    return matches;
  }

  void matches(Matches its) {
    matches = its;
  }

  /** When it happened. */
  Instant happened() {
    return Instant.ofEpochSecond(parser.seconds(), parser.nanos());
  }

  /** Whether people are told of its alerts. */
  boolean isTold() {
    return chunk.account().isTold(frame != null && reader.kind() == StampKind.QUIET_RECORD);
  }

  /** Whether it is a line, or a text, that its type understands. */
  boolean isParsed() {
    return parser.problem() == null;
  }

  /** Settles it: it goes no further. */
  void settle(Fate fate) {
    chunk.account().settle(frame, frame == null ? 0 : reader.ordinal(), fate);
  }

  /** A token under which what becomes of it comes back. */
  int token() {
    ChunkAccount account = chunk.account();
    FrameFates its = frame;
    if (its == null) {
      return account.hostToken(reader);
    }
    return isFurther()
        ? account.furtherToken(ids.furtherPlace(), reader)
        : account.token(its, reader.ordinal(), reader);
  }

  /** {@link #token} of a record that was not understood. */
  int unparsedToken() {
    FrameFates its = frame;
    if (its == null) {
      return chunk.account().unparsedHostToken(reader);
    }
    // Of what a filter made of one record each part counts: none of it may be lost with the object.
    its.unparsed(reader.ordinal());
    return token();
  }
}
