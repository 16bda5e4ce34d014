package dev.weir.decode;

import dev.weir.account.Frame;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampReader;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of one chunk, {@code [time, map]} or {@code [[time, metadata], map]}
 * (Fluentd forward protocol v1, event modes; Fluent Bit's v2 event form). Not thread-safe; one for
 * each chunk at work.
 */
public final class RecordReader {
  private static final FieldPath STAMP = FieldPath.of("_weir");
  private static final FieldPath ENVELOPE = FieldPath.of("_env");
  private static final FieldPath MEMBER = FieldPath.of("_part");

  /** 2006: before it there was no S3. A time outside of these is none, and becomes the epoch. */
  private static final long EARLIEST = 1_136_073_600L;

  /** 2100. */
  private static final long LATEST = 4_102_444_800L;

  private static final long GROUP_START = 0xffff_ffffL;
  private static final long GROUP_END = 0xffff_fffeL;

  private final LogEvent event;
  private final StampReader stamps;
  private final MsgpackReader reader = new MsgpackReader();
  private final EntrySearch search = new EntrySearch(reader);
  private final FieldValue value = new FieldValue();
  private final FieldValue member = new FieldValue();
  private boolean ofMember;
  private long seconds;
  private int nanos;
  private int entryFrom;
  private int entryTo;
  private int mapFrom;
  private int mapTo;
  private Origin origin = Origin.HOST;
  private boolean fieldsReadable;
  private boolean tooManyFields;
  private @Nullable BrokenBytes broken;

  public RecordReader(LogEvent event, StampKey key) {
    this.event = event;
    this.stamps = new StampReader(key);
  }

  /** Takes entries that lie one after another from {@code from} to {@code to}. */
  public void reset(byte[] bytes, int from, int to) {
    reader.reset(bytes, from, to);
    search.reset(to - from);
  }

  /**
   * Reads the next record into the event. OpenTelemetry group markers are passed over.
   *
   * @return false at the end
   * @throws MsgpackException if what follows is no entry: nothing after it can be read
   */
  public boolean next() throws MsgpackException {
    while (reader.hasNext()) {
      entryFrom = reader.position();
      if (reader.readArrayHeader() != 2) {
        throw new MsgpackException(MsgpackException.Reason.WRONG_TYPE, entryFrom);
      }
      readTime();
      boolean marker = nanos == 0 && (seconds == GROUP_START || seconds == GROUP_END);
      if (seconds < EARLIEST || seconds >= LATEST) {
        seconds = 0;
        nanos = 0;
      }
      mapFrom = reader.position();
      if (marker) {
        reader.skip();
      } else {
        readMap();
      }
      mapTo = reader.position();
      entryTo = mapTo;
      if (!marker) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@link #next}, which passes what is broken: {@link #broken} is what lay before the record.
   *
   * @return false at the end
   */
  public boolean nextSound() {
    broken = null;
    while (true) {
      try {
        if (!next()) {
          return false;
        }
        // With a length that lies it would hold the entries behind it.
        if (isText() && !search.holdsEventTime(mapFrom, mapTo)) {
          return true;
        }
        MsgpackException e = new MsgpackException(MsgpackException.Reason.WRONG_TYPE, mapFrom);
        // Where a sound one follows, it rather holds text that looks like entries, perhaps on
        // purpose: none is made of that.
        passed(e, isText() && search.isSoundAt(entryTo) ? entryTo : search.after(entryFrom));
      } catch (MsgpackException e) {
        passed(e, search.after(entryFrom));
      }
    }
  }

  private void passed(MsgpackException e, int to) {
    int from = broken == null ? entryFrom : broken.from();
    broken = new BrokenBytes(from, to, broken == null ? e : broken.cause());
    reader.position(to);
  }

  /** Broken bytes rarely make a map of which all names are text. */
  private boolean isText() {
    return fieldsReadable || origin == Origin.OBJECT;
  }

  /** What {@link #nextSound} passed; null if nothing. */
  public @Nullable BrokenBytes broken() {
    return broken;
  }

  /** Where the record says it is from, and whether that can be believed. */
  public Origin origin() {
    return origin;
  }

  /** The frame named by a stamp that was verified. */
  public Frame frame() {
    return stamps.frame();
  }

  /** What a verified stamp says the entry is. */
  public StampKind kind() {
    return stamps.kind();
  }

  /** The ordinal of a verified stamp. */
  public long ordinal() {
    return stamps.ordinal();
  }

  /**
   * The name of the member that the record lies in, where its object is an archive; null elsewhere.
   * Only under a verified stamp.
   */
  public @Nullable FieldValue member() {
    return ofMember ? member : null;
  }

  /** The forward time: seconds since the epoch. */
  public long seconds() {
    return seconds;
  }

  /** The forward time: nanoseconds of the second. */
  public int nanos() {
    return nanos;
  }

  /**
   * Whether the event holds all of the record; if not, its map has keys that are no text, or {@link
   * #hasTooManyFields}.
   */
  public boolean isReadable() {
    return fieldsReadable;
  }

  /** Whether the record has more than {@link LogEvent#MOST_FIELDS} fields at its top. */
  public boolean hasTooManyFields() {
    return tooManyFields;
  }

  /** Where the record's entry begins, its time included. */
  public int entryFrom() {
    return entryFrom;
  }

  /** Where the record's entry ends. */
  public int entryTo() {
    return entryTo;
  }

  /** Where the record's map begins. */
  public int mapFrom() {
    return mapFrom;
  }

  /** Where the record's map ends. */
  public int mapTo() {
    return mapTo;
  }

  private void readMap() throws MsgpackException {
    if (reader.peek() != MsgpackType.MAP) {
      throw wrongType();
    }
    tooManyFields = reader.readMapHeader() > LogEvent.MOST_FIELDS;
    if (tooManyFields) {
      readTextNamed();
      return;
    }
    try {
      reader.position(event.reset(reader.bytes(), mapFrom, reader.end()));
      fieldsReadable = true;
      readStamp();
    } catch (MsgpackException e) {
      if (e.reason() != MsgpackException.Reason.WRONG_TYPE) {
        throw e;
      }
      readTextNamed();
    }
  }

  /** Reads what can be of a record that becomes no document. */
  private void readTextNamed() throws MsgpackException {
    fieldsReadable = false;
    reader.position(event.resetTextNamed(reader.bytes(), mapFrom, reader.end()));
    // A filter may have given a record of an object such a key, which is no reason to lose it.
    readStamp();
  }

  private void readStamp() throws MsgpackException {
    ofMember = false;
    if (!event.find(STAMP, value)) {
      origin = Origin.HOST;
      return;
    }
    boolean verified =
        value.isText() && stamps.read(value.bytes(), value.at(), value.at() + value.length());
    origin = verified ? Origin.OBJECT : Origin.FORGED;
    event.hide(STAMP);
    if (verified) {
      event.hide(ENVELOPE);
      ofMember = event.find(MEMBER, member) && member.isText();
      if (ofMember) {
        event.hide(MEMBER);
      }
    }
  }

  private void readTime() throws MsgpackException {
    if (reader.peek() == MsgpackType.ARRAY) {
      int values = reader.readArrayHeader();
      if (values < 1) {
        throw wrongType();
      }
      readPlainTime();
      for (int i = 1; i < values; i++) {
        reader.skip();
      }
    } else {
      readPlainTime();
    }
  }

  private void readPlainTime() throws MsgpackException {
    nanos = 0;
    switch (reader.peek()) {
      case INTEGER -> seconds = reader.isOverLong() ? skipToZero() : reader.readLong();
      case FLOAT -> {
        double time = reader.readDouble();
        seconds = (long) Math.floor(time);
        nanos = (int) ((time - Math.floor(time)) * 1e9);
      }
      case EXT -> readEventTime();
      case NIL, BOOLEAN, STR, BIN, ARRAY, MAP, RESERVED -> throw wrongType();
    }
  }

  private long skipToZero() throws MsgpackException {
    reader.skip();
    return 0;
  }

  private void readEventTime() throws MsgpackException {
    int length = reader.readExtHeader();
    if (reader.extType() != 0 || length != 8) {
      throw wrongType();
    }
    seconds = unsigned(reader.bytes(), reader.position());
    nanos = (int) unsigned(reader.bytes(), reader.position() + 4);
    reader.advance(length);
  }

  private static long unsigned(byte[] bytes, int at) {
    return (bytes[at] & 0xffL) << 24
        | (bytes[at + 1] & 0xffL) << 16
        | (bytes[at + 2] & 0xffL) << 8
        | (bytes[at + 3] & 0xffL);
  }

  private MsgpackException wrongType() {
    return new MsgpackException(MsgpackException.Reason.WRONG_TYPE, reader.position());
  }
}
