package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EventId;
import dev.weir.type.LogType;
import dev.weir.type.TimeField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses records of one log type. It holds the last record's results; one for each chunk at work,
 * not thread-safe.
 */
public final class TypeParser {
  /** Before 2006 there was no S3: such a time is a mistake of the log's writer. */
  private static final long EARLIEST = 1_136_073_600;

  private static final long DAY = 86_400;
  private static final byte JOINT = ':';

  private final LogType type;
  private final List<FieldPath> timePaths;
  private final List<FieldPath> idPaths;
  private final IndexNames indexNames;
  private final EventTimes times = new EventTimes();
  private final FieldValue value = new FieldValue();
  private byte[] ownId = new byte[256];
  private long seconds;
  private int nanos;

  public TypeParser(LogType type) {
    this.type = type;
    this.timePaths = type.timeFields().stream().map(field -> FieldPath.of(field.path())).toList();
    EventId id = type.eventId();
    this.idPaths = id == null ? List.of() : FieldPath.listOf(id.paths());
    this.indexNames = new IndexNames(type.name(), type.period());
  }

  public LogType type() {
    return type;
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
    for (int i = 0; i < timePaths.size(); i++) {
      TimeField.Form form = type.timeFields().get(i).form();
      if (event.find(timePaths.get(i), value)
          && times.read(value, form)
          && times.seconds() >= EARLIEST
          && times.seconds() <= referenceSeconds + DAY) {
        seconds = times.seconds();
        nanos = times.nanos();
        return;
      }
    }
    seconds = referenceSeconds;
    nanos = referenceNanos;
  }

  /** When the event happened: seconds since the epoch. */
  public long seconds() {
    return seconds;
  }

  /** When the event happened: nanoseconds of the second. */
  public int nanos() {
    return nanos;
  }

  /** The index of the event, by its time. The array is shared: not to be changed. */
  public byte[] index() {
    return indexNames.of(seconds);
  }

  /** The event's own id, or null where its type has none or this record lacks it. */
  public byte @Nullable [] ownId(LogEvent event, RecordIds ids) throws MsgpackException {
    int length = 0;
    for (int i = 0; i < idPaths.size(); i++) {
      if (!event.find(idPaths.get(i), value) || !value.isText() || value.length() == 0) {
        if (i == 0) {
          return null;
        }
        continue;
      }
      if (length + 1 + value.length() > ownId.length) {
        return null;
      }
      if (i > 0) {
        ownId[length++] = JOINT;
      }
      System.arraycopy(value.bytes(), value.at(), ownId, length, value.length());
      length += value.length();
    }
    return length == 0 ? null : ids.ofEvent(ownId, length);
  }
}
