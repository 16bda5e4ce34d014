package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.FrameFates;
import dev.weir.account.StampKey;
import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.forward.Chunk;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.HostPosition;
import dev.weir.parse.RecordIds;
import dev.weir.parse.TypeParser;
import dev.weir.sink.DeadLetter;
import dev.weir.sink.DocumentBatch;
import java.nio.charset.StandardCharsets;
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
  private static final FieldPath REASON = FieldPath.of("reason");
  private static final FieldPath BODY = FieldPath.of("body");
  private static final FieldPath FULL_SIZE = FieldPath.of("bytes");
  private static final int BODY_BYTES = 32 * 1024;

  private final LogEvent event;
  private final RecordReader reader;
  private final Routes routes;
  private final PipelineObserver observer;
  private final FieldValue value = new FieldValue();
  private final HostPosition position = new HostPosition();
  private final Map<String, TypeParser> parsers = new HashMap<>();
  private RecordIds ids = new RecordIds();
  private @Nullable FrameFates lastFrame;
  private byte[] lastFrameJson = new byte[0];
  private @Nullable FrameFates lastRecordOf;
  private int lastFrom;
  private int lastTo;

  RecordWorker(ReservedNames reserved, StampKey key, Routes routes, PipelineObserver observer) {
    this.event = new LogEvent(reserved);
    this.reader = new RecordReader(event, key);
    this.routes = routes;
    this.observer = observer;
  }

  /**
   * Reads a chunk's records into a batch.
   *
   * @throws MsgpackException if an entry is broken: what follows it cannot be read
   */
  void work(Chunk chunk, ChunkAccount account, DocumentBatch batch) throws MsgpackException {
    TypeRoute route = routes.byTag(chunk.tag());
    TypeParser parser =
        parsers.computeIfAbsent(route.type().name(), name -> new TypeParser(route.type()));
    ids = new RecordIds();
    lastFrame = null;
    lastRecordOf = null;
    reader.reset(chunk.bytes(), chunk.from(), chunk.to());
    while (reader.next()) {
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

  private void ofObject(
      Chunk chunk, ChunkAccount account, DocumentBatch batch, TypeRoute route, TypeParser parser)
      throws MsgpackException {
    FrameFates frame = frame(account, route);
    long ordinal = reader.ordinal();
    switch (reader.kind()) {
      case TRAILER -> frame.trailerArrived();
      case DEAD_LETTER -> {
        if (arrived(chunk, frame) == 0) {
          byte[] id = ids.ofObject(frame.frame().object(), ordinal);
          batch.deadLetter(account.token(frame, ordinal), lettered(frame, id, route));
        }
      }
      case RECORD -> {
        int before = arrived(chunk, frame);
        if (before == FrameFates.COPY) {
          return;
        }
        parser.readTime(event, frame.frame().lastModifiedSeconds(), 0);
        frame.eventTime(parser.seconds() * 1000 + parser.nanos() / 1_000_000);
        byte[] own = parser.ownId(event, ids);
        byte[] id = own != null ? own : ids.ofObject(frame.frame().object(), ordinal);
        if (before > 0) {
          observer.recordMultiplied();
          id = RecordIds.occurrence(id, before);
        }
        document(chunk, account, batch, route, parser, before > 0 ? null : frame, id);
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
      Chunk chunk, ChunkAccount account, DocumentBatch batch, TypeRoute route, TypeParser parser)
      throws MsgpackException {
    byte[] id = hostId(chunk);
    if (!reader.isReadable()) {
      byte[] body = body(chunk);
      int token = account.hostToken();
      batch.deadLetter(token, letter("keys_not_text", "decode", route, null, id, body));
      return;
    }
    parser.readTime(event, reader.seconds(), reader.nanos());
    document(chunk, account, batch, route, parser, null, id);
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
        : ids.ofHost(chunk.tag(), chunk.bytes(), chunk.from(), chunk.to());
  }

  /** Writes the document, unless the filter drops it or it cannot be written. */
  private void document(
      Chunk chunk,
      ChunkAccount account,
      DocumentBatch batch,
      TypeRoute route,
      TypeParser parser,
      @Nullable FrameFates frame,
      byte[] id)
      throws MsgpackException {
    boolean further = frame == null && reader.origin() == Origin.OBJECT;
    route.flags().apply(event, value);
    Fate.Filtered dropped = route.filter().drop(event, id, value);
    if (dropped != null) {
      if (!further) {
        observer.recordFiltered(dropped.reason());
        account.settle(frame, frame == null ? 0 : reader.ordinal(), dropped);
      }
      return;
    }
    route.filter().change(event, value);
    JsonBuffer timestamp = event.added().ascii(",\"@timestamp\":\"");
    IsoInstant.write(parser.seconds(), parser.nanos(), timestamp);
    timestamp.raw('"');
    JsonBuffer out = batch.begin(parser.index(), id);
    int ingestedAt;
    try {
      boolean valid = event.writeTo(out);
      ingestedAt = endDocument(out, route, valid);
    } catch (MsgpackException e) {
      batch.abandon();
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      batch.deadLetter(
          token(account, frame, further), letter(reason, "decode", route, frame, id, body(chunk)));
      return;
    }
    batch.end(token(account, frame, further), ingestedAt);
  }

  private int token(ChunkAccount account, @Nullable FrameFates frame, boolean further) {
    if (frame != null) {
      return account.token(frame, reader.ordinal());
    }
    return further ? account.furtherToken() : account.hostToken();
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

  /** The dead letter that the source sent in a record's place. */
  private DeadLetter lettered(FrameFates frame, byte[] id, TypeRoute route)
      throws MsgpackException {
    String reason = event.find(REASON, value) ? value.text() : "unknown";
    long fullSize = event.find(FULL_SIZE, value) && value.isInteger() ? value.integer() : -1;
    byte[] body =
        event.find(BODY, value) && value.isText()
            ? Arrays.copyOfRange(value.bytes(), value.at(), value.at() + value.length())
            : new byte[0];
    return new DeadLetter(
        reason,
        "source",
        route.type().name(),
        frame.frame().object().toString(),
        reader.ordinal(),
        Instant.ofEpochSecond(frame.frame().lastModifiedSeconds()),
        new String(id, StandardCharsets.US_ASCII),
        body,
        fullSize);
  }

  private DeadLetter letter(
      String reason,
      String stage,
      TypeRoute route,
      @Nullable FrameFates frame,
      byte[] id,
      byte[] body) {
    return new DeadLetter(
        reason,
        stage,
        route.type().name(),
        frame == null ? null : frame.frame().object().toString(),
        frame == null ? -1 : reader.ordinal(),
        Instant.ofEpochSecond(reader.seconds()),
        new String(id, StandardCharsets.US_ASCII),
        body,
        reader.mapTo() - reader.mapFrom());
  }

  private byte[] body(Chunk chunk) {
    int length = Math.min(BODY_BYTES, reader.mapTo() - reader.mapFrom());
    return Arrays.copyOfRange(chunk.bytes(), reader.mapFrom(), reader.mapFrom() + length);
  }
}
