package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.FrameFates;
import dev.weir.account.StampKey;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.decode.BrokenBytes;
import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.event.FieldValue;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.event.JsonTooLongException;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.TimeProblem;
import dev.weir.parse.TypeParser;
import dev.weir.sink.DocumentTarget;
import dev.weir.sink.RawBody;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one chunk after another from bytes to documents. It holds all that is reused
 * from record to record, so that none of it is made for each; used by one thread at a time.
 */
final class RecordWorker {
  /**
   * No document is longer. OpenSearch's own limit of a request is 100 MB, on small hosts 10 MiB.
   */
  private static final long LONGEST_DOCUMENT = 32L << 20;

  /** A document may be as long as this whatever its record's length. */
  private static final long SHORT_DOCUMENT = 1L << 20;

  private final LogEvent event;
  private final ReservedNames reserved;
  private final NormalForm normal;
  private final WeirMembers weir = new WeirMembers();
  private final Clock clock;
  private final HostTimes hostTimes;
  private final RecordReader reader;
  private final LetterMaker letters;
  private final ByteLetters bytes;
  private final Routes routes;
  private final PipelineObserver observer;
  private final FieldValue value = new FieldValue();
  private final DocumentIds ids;
  private final int maxEntries;
  private final Map<String, TypeParser> parsers = new HashMap<>();
  private final Map<String, InnerRecords> holders = new HashMap<>();

  /** Reads what lies in the record at work; null where none can. */
  private @Nullable InnerRecords inner;

  /** Whose the time of the record at work is; null where it is its own. */
  private @Nullable TimeNote time;

  private @Nullable FrameFates lastFrame;
  private @Nullable FrameFates lastRecordOf;
  private int lastFrom;
  private int lastTo;

  RecordWorker(
      ReservedNames reserved,
      StampKey key,
      Routes routes,
      IndexBounds bounds,
      int maxEntries,
      PipelineObserver observer,
      Clock clock) {
    this.maxEntries = maxEntries;
    this.event = new LogEvent(reserved);
    this.reserved = reserved;
    this.normal = new NormalForm(event, observer);
    this.reader = new RecordReader(event, key);
    this.ids = new DocumentIds(reader, routes.trust(), new RecordContent(key.contents()));
    this.hostTimes = new HostTimes(reader, bounds);
    this.letters = new LetterMaker(event, reader);
    this.bytes = new ByteLetters(reader, ids, clock);
    this.clock = clock;
    this.routes = routes;
    this.observer = observer;
  }

  /**
   * Reads a chunk's records into a batch.
   *
   * @param givenId the id of the chunk's only record, which had it before; null to make ids
   * @throws MsgpackException if an entry is broken and that is not to be kept
   */
  void work(
      Chunk chunk,
      ChunkAccount account,
      DocumentTarget batch,
      byte @Nullable [] givenId,
      BrokenEntries broken)
      throws MsgpackException {
    TypeRoute route = routes.byTag(chunk.tag());
    TypeParser parser = parser(route);
    ids.begin(givenId);
    hostTimes.begin(chunk, clock.instant());
    lastFrame = null;
    lastRecordOf = null;
    reader.reset(chunk.bytes(), chunk.from(), chunk.to());
    int entries = 0;
    while (broken == BrokenEntries.REFUSE
        ? reader.next()
        : nextSound(chunk, account, batch, route)) {
      if (chunk.isCancelled()) {
        account.cancel();
        batch.cancel();
        return;
      }
      if (++entries > maxEntries) {
        bytes.rest(chunk, account, batch, route);
        return;
      }
      switch (reader.origin()) {
        case OBJECT -> ofObject(chunk, account, batch, route, parser);
        case FORGED -> {
          observer.stampForged();
          ofHost(chunk, account, batch, route, parser);
        }
        case HOST -> ofHost(chunk, account, batch, route, parser);
      }
    }
  }

  private TypeParser parser(TypeRoute route) {
    return parsers.computeIfAbsent(
        route.type().name(), name -> new TypeParser(route.type(), reserved));
  }

  /** Moves to the next record; what is broken before it is kept as dead letters. */
  private boolean nextSound(
      Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route) {
    boolean more = reader.nextSound();
    BrokenBytes broken = reader.broken();
    if (broken != null) {
      account.someLost();
      ChunkRefusal reason = LetterMaker.refusal(broken.cause());
      bytes.keep(chunk, account, batch, route, reason, broken.from(), broken.to());
    }
    return more;
  }

  private void ofObject(
      Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route, TypeParser parser)
      throws MsgpackException {
    FrameFates frame = frame(account);
    long ordinal = reader.ordinal();
    switch (reader.kind()) {
      case TRAILER -> frame.trailerArrived();
      case DEAD_LETTER -> {
        if (arrived(chunk, frame) == 0) {
          byte[] id = ids.ofPlace(frame);
          batch.deadLetter(
              account.token(frame, ordinal, reader),
              letters.fromSource(frame, id, route, chunk.tag()));
        }
      }
      case RECORD -> {
        int before = arrived(chunk, frame);
        if (before != FrameFates.COPY) {
          record(account, batch, route, parser, frame, before);
        }
      }
    }
  }

  /** A record of an object, of whose ordinal {@code before} others came before it. */
  private void record(
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      TypeParser parser,
      FrameFates frame,
      int before)
      throws MsgpackException {
    inner = null;
    if (before > 0) {
      observer.recordMultiplied();
    }
    if (!reader.isReadable()) {
      Instant written = Instant.ofEpochSecond(frame.frame().lastModifiedSeconds());
      FrameFates counted = before > 0 ? null : frame;
      unreadable(account, batch, route, counted, written, ids.ofObject(frame, before));
      return;
    }
    LogEvent fields = parser.fields(event, true);
    parser.readTime(fields, frame.frame().lastModifiedSeconds(), 0);
    TimeProblem problem = parser.timeProblem();
    inner = inner(route);
    LogEvent held = inner == null ? null : inner.fields(event);
    if (inner == null || held == null) {
      time = TimeNote.ofObject(problem);
      byte[] id = ids.ofObject(frame, parser, event, fields, before);
      record(account, batch, route, parser, fields, frame, before, id);
    } else {
      observer.innerRecord(inner.route().type().name());
      // What its own fields do not say, those of the record around it do.
      inner.parser().readTime(held, parser.seconds(), parser.nanos());
      time = TimeNote.ofInner(inner.parser().timeProblem(), problem);
      // Its own id counts for nothing: who may send to a log group or a collector could take that
      // of an event that is to be hidden.
      byte[] id = ids.ofObject(frame, before);
      record(account, batch, inner.route(), inner.parser(), held, frame, before, id);
    }
  }

  private void record(
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      TypeParser parser,
      LogEvent fields,
      FrameFates frame,
      int before,
      byte[] id)
      throws MsgpackException {
    frame.eventTime(parser.seconds() * 1000 + parser.nanos() / 1_000_000);
    document(account, batch, route, parser, fields, before > 0 ? null : frame, id);
  }

  private @Nullable InnerRecords inner(TypeRoute route) {
    return route.type().format() instanceof RecordFormat.Inner format
        ? holders.computeIfAbsent(
            route.type().name(),
            name -> new InnerRecords(format, parser(route), reserved, routes, this::parser))
        : null;
  }

  private int arrived(Chunk chunk, FrameFates frame) {
    boolean same =
        lastRecordOf == frame
            && Arrays.equals(
                chunk.bytes(), lastFrom, lastTo, chunk.bytes(), reader.mapFrom(), reader.mapTo());
    lastRecordOf = frame;
    lastFrom = reader.mapFrom();
    lastTo = reader.mapTo();
    return frame.arrived(reader.ordinal(), same);
  }

  private void ofHost(
      Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route, TypeParser parser)
      throws MsgpackException {
    inner = null;
    byte[] id = ids.ofHost(chunk, event);
    if (!reader.isReadable()) {
      Instant time = Instant.ofEpochSecond(reader.seconds(), reader.nanos());
      unreadable(account, batch, route, null, time, id);
      return;
    }
    LogEvent fields = parser.fields(event, false);
    hostTimes.read(parser, fields);
    time = hostTimes.note(parser.timeProblem());
    document(account, batch, route, parser, fields, null, id);
  }

  private void unreadable(
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      @Nullable FrameFates frame,
      Instant time,
      byte[] id) {
    boolean further = frame == null && reader.origin() == Origin.OBJECT;
    int token = token(account, frame, further);
    RawBody body = account.raw(token, batch.bodyLimit());
    String reason = reader.hasTooManyFields() ? "too_many_fields" : "keys_not_text";
    batch.deadLetter(token, letters.unreadable(reason, route, time, id, "", body));
  }

  /** Writes the document, unless the filter drops it or it cannot be written. */
  private void document(
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      TypeParser parser,
      LogEvent fields,
      @Nullable FrameFates frame,
      byte[] id)
      throws MsgpackException {
    boolean further = frame == null && reader.origin() == Origin.OBJECT;
    route.flags().apply(fields, value);
    Fate.Filtered dropped = route.filter().drop(fields, inner == null ? null : event, id, value);
    if (dropped != null) {
      if (!further) {
        observer.recordFiltered(dropped.reason());
        account.settle(frame, frame == null ? 0 : reader.ordinal(), dropped);
      }
      return;
    }
    route.filter().change(fields, value);
    JsonBuffer added = fields.added().ascii(",\"@timestamp\":\"");
    IsoInstant.write(parser.seconds(), parser.nanos(), added);
    added.raw('"');
    WeirMembers ofObject = reader.origin() == Origin.OBJECT ? weir : null;
    boolean normalValid = normal.write(route, parser, fields, inner, ofObject, added);
    noteTime(parser);
    parser.promote(fields, added);
    byte[] index = parser.index();
    JsonBuffer out = batch.begin(index, id);
    out.limit(longest(out, added));
    int ingestedAt = -1;
    MsgpackException.Reason failure = null;
    try {
      boolean valid = fields.writeTo(out) && normalValid;
      ingestedAt = end(out, route, fields, valid);
    } catch (MsgpackException e) {
      failure = e.reason();
    } catch (JsonTooLongException e) {
      failure = MsgpackException.Reason.TOO_LARGE;
    } finally {
      out.limit(Integer.MAX_VALUE);
    }
    if (failure != null) {
      abandon(account, batch, route, parser, frame, id, index, failure);
      return;
    }
    boolean parsed = parser.problem() == null;
    int token = parsed ? token(account, frame, further) : unparsedToken(account, frame, further);
    if (reader.origin() != Origin.OBJECT && hostTimes.mayBeElsewhere()) {
      batch.endElsewhere(token, ingestedAt);
    } else {
      batch.end(token, ingestedAt);
    }
  }

  /** Of a line that was not understood the reason stands beside it already. */
  private void noteTime(TypeParser parser) {
    if (parser.problem() != null && (time == null || !time.isOfReceipt())) {
      time = null;
    } else if (time != null) {
      observer.timeReplaced(parser.type().name(), time.reason());
    }
  }

  /**
   * How far the buffer may grow for the document of the record at work. JSON of hostile bytes is
   * six times as long as these; that of logs is hardly longer than its record.
   */
  private long longest(JsonBuffer out, JsonBuffer added) {
    long record = (long) reader.mapTo() - reader.mapFrom();
    return out.size() + Math.min(LONGEST_DOCUMENT, 2 * record + added.size() + SHORT_DOCUMENT);
  }

  /** Keeps a record whose document cannot be written as a dead letter. */
  private void abandon(
      ChunkAccount account,
      DocumentTarget batch,
      TypeRoute route,
      TypeParser parser,
      @Nullable FrameFates frame,
      byte[] id,
      byte[] index,
      MsgpackException.Reason why) {
    batch.abandon();
    int token = token(account, frame, frame == null && reader.origin() == Origin.OBJECT);
    Instant at = Instant.ofEpochSecond(parser.seconds(), parser.nanos());
    String name = new String(index, StandardCharsets.US_ASCII);
    RawBody body = account.raw(token, batch.bodyLimit());
    String reason = why.name().toLowerCase(Locale.ROOT);
    batch.deadLetter(token, letters.unreadable(reason, route, at, id, name, body));
  }

  /** Closes the document; where its time of ingestion is to stand. */
  private int end(JsonBuffer out, TypeRoute route, LogEvent fields, boolean valid)
      throws MsgpackException {
    if (!valid) {
      observer.invalidUtf8(route.type().name());
    }
    return reader.origin() == Origin.OBJECT
        ? weir.ofObject(
            out, route, time, reader.ordinal(), reader.member(), ids, inner, event, fields, valid)
        : weir.ofHost(out, route, time, fields, valid);
  }

  private int token(ChunkAccount account, @Nullable FrameFates frame, boolean further) {
    if (frame != null) {
      return account.token(frame, reader.ordinal(), reader);
    }
    return further ? account.furtherToken(ids.furtherPlace(), reader) : account.hostToken(reader);
  }

  private int unparsedToken(ChunkAccount account, @Nullable FrameFates frame, boolean further) {
    FrameFates frameOfBoth = further ? lastFrame : frame;
    if (frameOfBoth == null) {
      return account.unparsedHostToken(reader);
    }
    // Of what a filter made of one record each part counts: none of it may be lost with the object.
    frameOfBoth.unparsed(reader.ordinal());
    return token(account, frame, further);
  }

  private FrameFates frame(ChunkAccount account) {
    FrameFates frame = lastFrame;
    if (frame == null || !frame.frame().equals(reader.frame())) {
      frame = account.frame(reader.frame());
      lastFrame = frame;
      weir.begin(frame);
    }
    return frame;
  }
}
