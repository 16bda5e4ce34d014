package dev.weir.pipeline;

import dev.weir.account.Fate;
import dev.weir.account.FrameFates;
import dev.weir.account.StampKey;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.decode.BrokenBytes;
import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.TimeProblem;
import dev.weir.parse.TypeParser;
import dev.weir.record.RecordView;
import dev.weir.sink.DocumentTarget;
import dev.weir.type.RecordFormat;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one chunk after another from bytes to documents. It holds all that is reused
 * from record to record, so that none of it is made for each; used by one thread at a time.
 */
final class RecordWorker {
  private final LogEvent event;
  private final ReservedNames reserved;
  private final Routes routes;
  private final int maxEntries;
  private final PipelineObserver observer;
  private final Clock clock;
  private final RecordReader reader;
  private final FrameArrivals arrivals;
  private final DocumentIds ids;
  private final HostTimes hostTimes;
  private final WeirMembers weir = new WeirMembers();
  private final NormalForm normal;
  private final RecordView view;
  private final Detections detections;
  private final DocumentWriter documents;
  private final LetterMaker letters;
  private final ByteLetters bytes;
  private final FieldValue value = new FieldValue();
  private final Map<String, TypeParser> parsers = new HashMap<>();
  private final Map<String, InnerRecords> holders = new HashMap<>();

  RecordWorker(
      ReservedNames reserved,
      StampKey key,
      Routes routes,
      IndexBounds bounds,
      int maxEntries,
      PipelineObserver observer,
      Clock clock) {
    EcsFields fields = new EcsFields(EcsSchema.get());
    this.event = new LogEvent(reserved);
    this.reserved = reserved;
    this.routes = routes;
    this.maxEntries = maxEntries;
    this.observer = observer;
    this.clock = clock;
    this.reader = new RecordReader(event, key);
    this.arrivals = new FrameArrivals(reader);
    this.ids = new DocumentIds(reader, routes.trust(), new RecordContent(key.contents()));
    this.hostTimes = new HostTimes(reader, bounds);
    this.normal = new NormalForm(fields, event, weir);
    this.view = new RecordView(routes.names(), fields, event);
    this.detections = new Detections(routes, view, observer);
    this.letters = new LetterMaker(event, reader);
    this.bytes = new ByteLetters(reader, ids, clock);
    this.documents = new DocumentWriter(reader, weir, ids, letters, observer);
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
    ChunkAtWork work = new ChunkAtWork(chunk, account, batch, route, parser(route));
    CurrentRecord record = new CurrentRecord(work, reader, event, ids);
    ids.begin(givenId);
    hostTimes.begin(chunk, clock.instant());
    arrivals.begin();
    detections.begin();
    reader.reset(chunk.bytes(), chunk.from(), chunk.to());
    int entries = 0;
    while (broken == BrokenEntries.REFUSE ? reader.next() : nextSound(work)) {
      if (chunk.isCancelled()) {
        account.cancel();
        batch.cancel();
        return;
      }
      if (++entries > maxEntries) {
        bytes.rest(chunk, account, batch, route);
        return;
      }
      take(record);
    }
  }

  /** Moves to the next record; what is broken before it is kept as dead letters. */
  private boolean nextSound(ChunkAtWork work) {
    boolean more = reader.nextSound();
    BrokenBytes broken = reader.broken();
    if (broken != null) {
      work.account().someLost();
      ChunkRefusal reason = LetterMaker.refusal(broken.cause());
      bytes.keep(
          work.chunk(),
          work.account(),
          work.batch(),
          work.route(),
          reason,
          broken.from(),
          broken.to());
    }
    return more;
  }

  /** The way of one record. Each step adds to what the ones behind it may ask for. */
  private void take(CurrentRecord record) throws MsgpackException {
    if (!locate(record)) {
      return;
    }
    if (!reader.isReadable()) {
      keepUnreadable(record);
      return;
    }
    parse(record);
    if (isDropped(record, record.route().filter().dropEarly(view, record.id(), value))) {
      return;
    }
    record.route().filter().change(record.fields(), value);
    normal.fill(record);
    normal.enrich(record);
    record.route().flags().apply(view, value);
    if (isDropped(record, record.route().filter().dropLate(view, record.id()))) {
      return;
    }
    detections.detect(record, normal);
    note(record);
    documents.write(record, normal, reader.origin() != Origin.OBJECT && hostTimes.mayBeElsewhere());
    detections.keep(record, reader);
  }

  /** Finds where the record is from; false if it is none, or came already. */
  private boolean locate(CurrentRecord record) throws MsgpackException {
    if (reader.origin() == Origin.OBJECT) {
      return locateInObject(record);
    }
    if (reader.origin() == Origin.FORGED) {
      observer.stampForged();
    }
    record.begin(null, 0);
    record.id(ids.ofHost(record.chunk().chunk(), event));
    return true;
  }

  private boolean locateInObject(CurrentRecord record) throws MsgpackException {
    ChunkAtWork work = record.chunk();
    FrameFates frame = arrivals.frame(work.account());
    switch (reader.kind()) {
      case TRAILER -> frame.trailerArrived();
      case DEAD_LETTER -> {
        if (arrivals.arrived(work.chunk(), frame) == 0) {
          byte[] id = ids.ofPlace(frame);
          work.batch()
              .deadLetter(
                  work.account().token(frame, reader.ordinal(), reader),
                  letters.fromSource(frame, id, work.route(), work.chunk().tag()));
        }
      }
      case RECORD, QUIET_RECORD -> {
        int before = arrivals.arrived(work.chunk(), frame);
        if (before != FrameFates.COPY) {
          if (before > 0) {
            observer.recordMultiplied();
          }
          weir.of(frame);
          record.begin(frame, before);
          return true;
        }
      }
    }
    return false;
  }

  private void keepUnreadable(CurrentRecord record) {
    FrameFates frame = record.frame();
    Instant time = Instant.ofEpochSecond(reader.seconds(), reader.nanos());
    if (frame != null) {
      time = Instant.ofEpochSecond(frame.frame().lastModifiedSeconds());
      record.id(ids.ofObject(frame, record.before()));
    }
    record.parser().putAt(time);
    documents.keep(record, reader.hasTooManyFields() ? "too_many_fields" : "keys_not_text", "");
  }

  /** Finds the record's fields, and those of a record in it; its time, and its id. */
  private void parse(CurrentRecord record) throws MsgpackException {
    FrameFates frame = record.frame();
    TypeParser parser = record.parser();
    record.fields(parser.fields(event, frame != null));
    if (frame == null) {
      hostTimes.read(parser, record.fields());
      record.time(hostTimes.note(parser.timeProblem()));
    } else {
      parser.readTime(record.fields(), frame.frame().lastModifiedSeconds(), 0);
      parseInner(record, frame);
      TypeParser its = record.parser();
      frame.eventTime(its.seconds() * 1000 + its.nanos() / 1_000_000);
    }
    view.begin(record.fields(), record.inner() == null ? null : event);
  }

  private void parseInner(CurrentRecord record, FrameFates frame) throws MsgpackException {
    TypeParser parser = record.parser();
    TimeProblem problem = parser.timeProblem();
    InnerRecords inner = inner(record.route());
    LogEvent held = inner == null ? null : inner.fields(event);
    if (inner != null) {
      record.inner(inner);
    }
    if (inner == null || held == null) {
      record.time(TimeNote.ofObject(problem));
      record.id(ids.ofObject(frame, parser, event, record.fields(), record.before()));
      return;
    }
    record.continueWith(inner, held);
    observer.innerRecord(record.route().type().name());
    // What its own fields do not say, those of the record around it do.
    record.parser().readTime(held, parser.seconds(), parser.nanos());
    record.time(TimeNote.ofInner(record.parser().timeProblem(), problem));
    // Its own id counts for nothing: who may send to a log group or a collector could take that
    // of an event that is to be hidden.
    record.id(ids.ofObject(frame, record.before()));
  }

  private TypeParser parser(TypeRoute route) {
    return parsers.computeIfAbsent(
        route.type().name(), name -> new TypeParser(route.type(), reserved));
  }

  private @Nullable InnerRecords inner(TypeRoute route) {
    return route.type().format() instanceof RecordFormat.Inner format
        ? holders.computeIfAbsent(
            route.type().name(),
            name -> new InnerRecords(format, parser(route), reserved, routes, this::parser))
        : null;
  }

  private boolean isDropped(CurrentRecord record, Fate.@Nullable Filtered fate) {
    // What a filter made of one record beside another counts for nothing.
    if (fate != null && !record.isFurther()) {
      observer.recordFiltered(fate.reason());
      record.settle(fate);
    }
    return fate != null;
  }

  /** Tells of what is odd about a record that becomes a document. */
  private void note(CurrentRecord record) {
    TypeParser parser = record.parser();
    String type = parser.type().name();
    String problem = parser.problem();
    TimeNote time = record.time();
    if (problem != null) {
      observer.recordUnparsed(type, problem);
    } else if (parser.hasUnknownColumns()) {
      observer.columnsUnknown(type);
    }
    if (problem != null && (time == null || !time.isOfReceipt())) {
      // Of a line that was not understood the reason stands beside it already.
      record.time(null);
    } else if (time != null) {
      observer.timeReplaced(type, time.reason());
    }
  }
}
