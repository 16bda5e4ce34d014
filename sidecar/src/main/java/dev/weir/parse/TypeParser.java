package dev.weir.parse;

import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.event.RecordBuilder;
import dev.weir.event.ReservedNames;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackType;
import dev.weir.type.EventId;
import dev.weir.type.LogType;
import dev.weir.type.Period;
import dev.weir.type.RecordFormat;
import dev.weir.type.SplitFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses records of one log type. It holds the last record's results; one for each chunk at work,
 * not thread-safe.
 */
public final class TypeParser {
  private static final byte[] NOTHING = new byte[0];

  /** Where a line of a host may be: as tail names it by itself, as ours do, as the journal does. */
  private static final List<FieldPath> LINE =
      FieldPath.listOf(List.of("log", "message", "MESSAGE"));

  /** Where the source puts a line, and where it did before: such frames may wait in a buffer. */
  private static final List<FieldPath> LINE_OF_OBJECT = FieldPath.listOf(List.of("message", "log"));

  /**
   * Who wrote a message that stands without its head: as Fluent Bit's parser and the journal say.
   */
  private static final List<FieldPath> PROGRAM =
      FieldPath.listOf(List.of("program", "SYSLOG_IDENTIFIER", "_COMM"));

  private static final FieldPath MESSAGE = FieldPath.of("message");
  private static final FieldPath JOURNAL = FieldPath.of("MESSAGE");
  private static final FieldPath ENVELOPE = FieldPath.of("_env");
  private static final String NO_LINE = "no_line";
  private static final String NOT_JSON = "not_json";
  private static final Fields.Column WHOLE = Fields.Column.of("message", Map.of());

  private final LogType type;
  private final LineParser lines;
  private final EcsMapping ecs;
  private final byte[] absent;
  private final RecordBuilder built = new RecordBuilder();
  private final Fields fields = new Fields(built);
  private final LogEvent parsed;
  private final boolean hasEnvelope;
  private final LogEvent envelope;
  private final LogEvent noFields;
  private final FieldValue noValue = new FieldValue();
  private final IndexNames indexNames;
  private final IndexNames unparsedNames = new IndexNames("unparsed", Period.DAY);
  private final RecordTime time;
  private final FieldValue value = new FieldValue();
  private final FieldValue header = new FieldValue();
  private @Nullable String problem;
  private final @Nullable OwnId ownId;
  private final Promotion promotion;
  private final long maxAgeSeconds;

  /** The time by which the index is chosen. */
  private long indexSeconds;

  /**
   * A parser of records of one type.
   *
   * @param reserved names that native fields of lines give way to
   */
  public TypeParser(LogType type, ReservedNames reserved) {
    this.type = type;
    this.time = new RecordTime(type);
    this.lines = LineParser.of(type.format(), type.fields());
    String absent = type.format() instanceof RecordFormat.Json json ? json.absent() : "";
    this.absent = absent.getBytes(StandardCharsets.UTF_8);
    this.ecs = new EcsMapping(type.ecs(), absent, EcsSchema.get());
    this.parsed = new LogEvent(reserved);
    this.hasEnvelope =
        type.format() instanceof RecordFormat.Json
            && type.splitFormat() instanceof SplitFormat.RecordsArray records
            && !records.envelope().isEmpty();
    this.envelope = new LogEvent(reserved);
    this.noFields = new LogEvent(reserved);
    EventId id = type.eventId();
    this.ownId = id == null ? null : new OwnId(id);
    this.indexNames = new IndexNames(type.index(), type.period());
    this.promotion = new Promotion(type.indexing().promoted().keySet());
    this.maxAgeSeconds = type.indexing().maxEventAge().toSeconds();
  }

  public LogType type() {
    return type;
  }

  /**
   * Finds the fields of a record: those that came, or, of a line of text, those that are in it. A
   * line that is not understood is a field of its own, {@code message}, and {@link #problem} says
   * why.
   *
   * @param trusted whether the record is the source's, which sends lines of types that have lines
   *     only, each with the header that it stands under
   * @return the record itself, or what was found; valid until the next call
   */
  public LogEvent fields(LogEvent record, boolean trusted) throws MsgpackException {
    problem = null;
    boolean hasLines = lines != LineParser.NONE;
    if ((!hasLines && (trusted || record.find(MESSAGE, value)))
        || !findLine(record, trusted ? LINE_OF_OBJECT : LINE)) {
      problem = hasLines ? NO_LINE : null;
      if (absent.length > 0) {
        record.hideTexts(absent);
      }
      return trusted && hasEnvelope ? withEnvelope(record) : record;
    }
    int from = value.at();
    int to = from + value.length();
    fields.begin();
    if (hasLines) {
      readHeader(record, trusted);
      readProgram(record, trusted);
      problem = lines.parse(value.bytes(), from, to, fields);
    }
    if (!hasLines || problem != null) {
      fields.begin();
      fields.add(WHOLE, value.bytes(), from, to);
    }
    return withOthersOf(record);
  }

  /** Whether the type's records are lines. */
  public boolean readsLines() {
    return lines != LineParser.NONE;
  }

  /**
   * {@link #fields} of a record that is an object in this type, and came as a text that is none.
   *
   * @param record holds the text as a line
   */
  public LogEvent fieldsOfText(LogEvent record) throws MsgpackException {
    problem = NOT_JSON;
    fields.begin();
    if (findLine(record, LINE_OF_OBJECT)) {
      fields.add(WHOLE, value.bytes(), value.at(), value.at() + value.length());
    }
    return withOthersOf(record);
  }

  private LogEvent withOthersOf(LogEvent record) throws MsgpackException {
    parsed.reset(built);
    if (built.copyOthers(record, value, parsed) > 0) {
      parsed.reset(built);
    }
    return parsed;
  }

  /** The record with the members of its document's head that it has not itself. */
  private LogEvent withEnvelope(LogEvent record) throws MsgpackException {
    if (!record.find(ENVELOPE, header) || header.type() != MsgpackType.MAP) {
      return record;
    }
    int unused = envelope.reset(header.bytes(), header.start(), header.bytes().length);
    built.begin();
    int unusedToo = built.copyOthers(record, header, noFields);
    int unusedThree = built.copyOthers(envelope, noValue, record);
    parsed.reset(built);
    return parsed;
  }

  /** Why the last record's line was not understood: one of few texts; null if it was. */
  public @Nullable String problem() {
    return problem;
  }

  /** Whether the last record was a line with values in columns that the type does not know. */
  public boolean hasUnknownColumns() {
    return problem == null && lines.hasUnknownColumns();
  }

  private boolean findLine(LogEvent record, List<FieldPath> names) throws MsgpackException {
    for (FieldPath path : names) {
      if (record.find(path, value) && value.isText()) {
        return true;
      }
    }
    return false;
  }

  private void readHeader(LogEvent record, boolean trusted) throws MsgpackException {
    if (trusted && record.find(ENVELOPE, header) && header.isText()) {
      lines.header(header.bytes(), header.at(), header.at() + header.length());
    } else {
      lines.header(NOTHING, 0, 0);
    }
  }

  /** The head of a line of a host may have been taken off before: then it stands beside it. */
  private void readProgram(LogEvent record, boolean trusted) throws MsgpackException {
    lines.wholeLine();
    for (int i = 0; i < PROGRAM.size() && !trusted; i++) {
      if (record.find(PROGRAM.get(i), header) && header.isText()) {
        lines.messageOf(header.bytes(), header.at(), header.at() + header.length());
        return;
      }
    }
    if (!trusted && record.find(JOURNAL, header) && header.start() == value.start()) {
      lines.messageOf(NOTHING, 0, 0);
    }
  }

  /** Fills the normal form. */
  public void normalize(LogEvent event, EcsFields normal) throws MsgpackException {
    ecs.apply(event, normal);
  }

  /** Writes what is promoted as a member of the document, with a comma before it. */
  public void promote(LogEvent event, JsonBuffer out) throws MsgpackException {
    promotion.write(event, out);
  }

  /**
   * Finds when the event happened. Where no field says it, or says something before 2006 or over a
   * day after the reference, the reference holds. The clock is never asked: each attempt must find
   * the same index.
   *
   * @param referenceSeconds the object's LastModified, for host logs the forward time
   * @param referenceNanos its part of the second
   */
  public void readTime(LogEvent event, long referenceSeconds, int referenceNanos)
      throws MsgpackException {
    time.read(event, referenceSeconds, referenceNanos);
    boolean old = referenceSeconds - time.seconds() > maxAgeSeconds;
    indexSeconds = old ? referenceSeconds : time.seconds();
  }

  /** Why the reference is the last record's time; null if the record told its own. */
  public @Nullable TimeProblem timeProblem() {
    return time.problem();
  }

  /** Whether the last event was older than its type's greatest age at this time. */
  public boolean isTooOld(long referenceSeconds) {
    return referenceSeconds - seconds() > maxAgeSeconds;
  }

  /** Gives the last event another time, as the one that it tells cannot be. */
  public void putAt(Instant other) {
    time.set(other);
    indexSeconds = time.seconds();
  }

  /** Chooses the last event's index by another time than its own. */
  public void indexBy(long otherSeconds) {
    indexSeconds = otherSeconds;
  }

  /** What the names of the indices begin with of which {@link #index} is one. */
  public String indexPrefix() {
    return (problem == null ? indexNames : unparsedNames).prefix();
  }

  /** When the event happened: seconds since the epoch. */
  public long seconds() {
    return time.seconds();
  }

  /** When the event happened: nanoseconds of the second. */
  public int nanos() {
    return time.nanos();
  }

  /**
   * The index of the event, by its time; by the reference's, if the event was older than its type's
   * {@link dev.weir.type.Indexing#maxEventAge} then. The array is shared: not to be changed.
   */
  public byte[] index() {
    return (problem == null ? indexNames : unparsedNames).of(indexSeconds);
  }

  /**
   * The event's own id, or null where its type has none or this record lacks it.
   *
   * @param account the account that the event has to name as its own; null for any
   */
  public byte @Nullable [] ownId(LogEvent event, byte @Nullable [] account, RecordIds ids)
      throws MsgpackException {
    return ownId == null ? null : ownId.of(event, account, ids);
  }
}
