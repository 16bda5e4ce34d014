package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.FrameFates;
import dev.weir.account.StampKey;
import dev.weir.decode.BrokenBytes;
import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldValue;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.forward.Chunk;
import dev.weir.forward.ChunkRefusal;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostPosition;
import dev.weir.parse.RecordIds;
import dev.weir.parse.TypeParser;
import dev.weir.sink.DocumentTarget;
import dev.weir.sink.RawBody;
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
  private static final byte[] PLACEHOLDER =
      "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

  private static final EcsField ERROR = EcsSchema.get().field("error.message");

  private final LogEvent event;
  private final ReservedNames reserved;
  private final EcsFields normal = new EcsFields(EcsSchema.get());
  private final RecordReader reader;
  private final LetterMaker letters;
  private final Routes routes;
  private final PipelineObserver observer;
  private final Clock clock;
  private final FieldValue value = new FieldValue();
  private final HostPosition position = new HostPosition();
  private final Map<String, TypeParser> parsers = new HashMap<>();
  private RecordIds ids = new RecordIds();
  private byte @Nullable [] givenId;
  private @Nullable FrameFates lastFrame;
  private byte[] lastFrameJson = new byte[0];
  private @Nullable FrameFates lastRecordOf;
  private int lastFrom;
  private int lastTo;

  RecordWorker(
      ReservedNames reserved, StampKey key, Routes routes, PipelineObserver observer, Clock clock) {
    this.event = new LogEvent(reserved);
    this.reserved = reserved;
    this.reader = new RecordReader(event, key);
    this.letters = new LetterMaker(event, reader);
    this.routes = routes;
    this.observer = observer;
    this.clock = clock;
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
    this.givenId = givenId;
    TypeRoute route = routes.byTag(chunk.tag());
    TypeParser parser =
        parsers.computeIfAbsent(
            route.type().name(), name -> new TypeParser(route.type(), reserved));
    ids = new RecordIds();
    lastFrame = null;
    lastRecordOf = null;
    reader.reset(chunk.bytes(), chunk.from(), chunk.to());
    while (broken == BrokenEntries.REFUSE
        ? reader.next()
        : nextSound(chunk, account, batch, route)) {
      if (chunk.isCancelled()) {
        account.cancel();
        batch.cancel();
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

  /** Moves to the next record; what is broken before it is kept as dead letters. */
  private boolean nextSound(
      Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route) {
    boolean more = reader.nextSound();
    BrokenBytes broken = reader.broken();
    if (broken != null) {
      account.someLost();
      int from = broken.from();
      while (from < broken.to()) {
        int to = Math.min(broken.to(), from + LetterMaker.MOST_BROKEN);
        ChunkRefusal reason = LetterMaker.refusal(broken.cause());
        byte[] id = ids.ofHost(chunk.tag(), chunk.bytes(), chunk.from(), chunk.to(), from);
        batch.deadLetter(
            account.hostToken(reader),
            LetterMaker.broken(reason, route, chunk, from, to, clock.instant(), id));
        from = to;
      }
    }
    return more;
  }

  private void ofObject(
      Chunk chunk, ChunkAccount account, DocumentTarget batch, TypeRoute route, TypeParser parser)
      throws MsgpackException {
    FrameFates frame = frame(account, route);
    long ordinal = reader.ordinal();
    switch (reader.kind()) {
      case TRAILER -> frame.trailerArrived();
      case DEAD_LETTER -> {
        if (arrived(chunk, frame) == 0) {
          byte[] id = ids.ofObject(frame.frame().object(), ordinal);
          batch.deadLetter(
              account.token(frame, ordinal, reader),
              letters.fromSource(frame, id, route, chunk.tag()));
        }
      }
      case RECORD -> {
        int before = arrived(chunk, frame);
        if (before == FrameFates.COPY) {
          return;
        }
        LogEvent fields = parser.fields(event, true);
        parser.readTime(fields, frame.frame().lastModifiedSeconds(), 0);
        frame.eventTime(parser.seconds() * 1000 + parser.nanos() / 1_000_000);
        byte[] own = parser.ownId(fields, ids);
        byte[] id = own != null ? own : ids.ofObject(frame.frame().object(), ordinal);
        if (before > 0) {
          observer.recordMultiplied();
          id = RecordIds.occurrence(id, before);
        }
        document(account, batch, route, parser, fields, before > 0 ? null : frame, orGiven(id));
      }
    }
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
    byte[] id = orGiven(hostId(chunk));
    if (!reader.isReadable()) {
      int token = account.hostToken(reader);
      Instant time = Instant.ofEpochSecond(reader.seconds(), reader.nanos());
      RawBody body = account.raw(token, batch.bodyLimit());
      batch.deadLetter(token, letters.unreadable("keys_not_text", route, time, id, "", body));
      return;
    }
    LogEvent fields = parser.fields(event, false);
    parser.readTime(fields, reader.seconds(), reader.nanos());
    document(account, batch, route, parser, fields, null, id);
  }

  private byte[] orGiven(byte[] id) {
    return givenId == null ? id : givenId;
  }

  private byte[] hostId(Chunk chunk) throws MsgpackException {
    return reader.isReadable() && position.isIn(event)
        ? ids.ofPlaced(
            chunk.tag(),
            reader.seconds(),
            reader.nanos(),
            position,
            chunk.bytes(),
            reader.mapFrom(),
            reader.mapTo())
        : ids.ofHost(chunk.tag(), chunk.bytes(), chunk.from(), chunk.to(), reader.entryFrom());
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
    Fate.Filtered dropped = route.filter().drop(fields, id, value);
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
    boolean normalValid = writeNormal(parser, fields, added);
    parser.promote(fields, added);
    byte[] index = parser.index();
    JsonBuffer out = batch.begin(index, id);
    int ingestedAt;
    try {
      boolean valid = fields.writeTo(out) && normalValid;
      ingestedAt = endDocument(out, route, valid);
    } catch (MsgpackException e) {
      batch.abandon();
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      int token = token(account, frame, further);
      Instant time = Instant.ofEpochSecond(parser.seconds(), parser.nanos());
      String name = new String(index, StandardCharsets.US_ASCII);
      RawBody body = account.raw(token, batch.bodyLimit());
      batch.deadLetter(token, letters.unreadable(reason, route, time, id, name, body));
      return;
    }
    batch.end(token(account, frame, further), ingestedAt);
  }

  private boolean writeNormal(TypeParser parser, LogEvent fields, JsonBuffer out)
      throws MsgpackException {
    normal.clear();
    String problem = parser.problem();
    if (problem == null) {
      parser.normalize(fields, normal);
    } else {
      observer.recordUnparsed(parser.type().name(), problem);
      normal.set(ERROR, problem);
    }
    return normal.writeTo(out);
  }

  private int token(ChunkAccount account, @Nullable FrameFates frame, boolean further) {
    if (frame != null) {
      return account.token(frame, reader.ordinal(), reader);
    }
    return further ? account.furtherToken(reader) : account.hostToken(reader);
  }

  /** Writes the {@code weir} object and closes the document; returns where the ingest time is. */
  private int endDocument(JsonBuffer out, TypeRoute route, boolean valid) {
    if (reader.origin() == Origin.OBJECT) {
      out.raw(lastFrameJson).number(reader.ordinal());
    } else {
      out.ascii(",\"weir\":{\"type\":\"").ascii(route.type().name()).raw('"');
    }
    if (!valid) {
      out.ascii(",\"invalid_utf8\":true");
    }
    out.ascii(",\"ingested\":\"");
    int ingestedAt = out.size();
    out.raw(PLACEHOLDER).ascii("\"}}");
    return ingestedAt;
  }

  private FrameFates frame(ChunkAccount account, TypeRoute route) {
    FrameFates frame = lastFrame;
    if (frame == null || !frame.frame().equals(reader.frame())) {
      frame = account.frame(reader.frame());
      lastFrame = frame;
      lastFrameJson = frameJson(frame, route);
    }
    return frame;
  }

  /** The part of the {@code weir} object that all records of a frame share. */
  private static byte[] frameJson(FrameFates frame, TypeRoute route) {
    return new JsonBuffer(256)
        .ascii(",\"weir\":{\"type\":\"")
        .ascii(route.type().name())
        .ascii("\",\"object\":")
        .string(frame.frame().object().uri())
        .ascii(",\"version\":")
        .string(frame.frame().object().version())
        .ascii(",\"ordinal\":")
        .toByteArray();
  }
}
