package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.LogType;
import dev.weir.type.TimeField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds when the events of one type happened. Filled by {@link #read}; not thread-safe. */
final class RecordTime {
  /** Before 2006 there was no S3: such a time is a mistake of the log's writer. */
  private static final long EARLIEST = 1_136_073_600;

  private static final long DAY = 86_400;

  private final List<TimeField> fields;
  private final List<FieldPath> paths;

  /** Where the clock's part of the time is, if the field holds the date alone. */
  private final List<Optional<FieldPath>> clocks;

  private final EventTimes times = new EventTimes();
  private final FieldValue value = new FieldValue();
  private final TimeProblem nothing;
  private @Nullable TimeProblem problem;
  private long seconds;
  private int nanos;

  RecordTime(LogType type) {
    fields = type.timeFields();
    paths = fields.stream().map(field -> FieldPath.of(field.path())).toList();
    clocks =
        fields.stream().map(field -> Optional.ofNullable(field.and()).map(FieldPath::of)).toList();
    nothing = fields.isEmpty() ? TimeProblem.UNTOLD : TimeProblem.MISSING;
  }

  /** Takes the first field that holds a time that can be; where none does, the reference. */
  void read(LogEvent event, long referenceSeconds, int referenceNanos) throws MsgpackException {
    problem = nothing;
    for (int i = 0; i < paths.size(); i++) {
      if (event.find(paths.get(i), value) && !isEmpty() && takes(event, i, referenceSeconds)) {
        problem = null;
        seconds = times.seconds();
        nanos = times.nanos();
        return;
      }
    }
    seconds = referenceSeconds;
    nanos = referenceNanos;
  }

  /** Takes another time in the place of the one that was read. */
  void set(Instant other) {
    seconds = other.getEpochSecond();
    nanos = other.getNano();
  }

  /** Some writers give every record every field. */
  private boolean isEmpty() {
    return value.isText() && value.length() == 0;
  }

  private boolean takes(LogEvent event, int index, long referenceSeconds) throws MsgpackException {
    if (!isTime(event, index, referenceSeconds)) {
      note(TimeProblem.Reason.UNREADABLE, index);
      return false;
    }
    if (times.seconds() < EARLIEST) {
      note(TimeProblem.Reason.TOO_EARLY, index);
      return false;
    }
    if (times.seconds() > referenceSeconds + DAY) {
      note(TimeProblem.Reason.TOO_LATE, index);
      return false;
    }
    return true;
  }

  /** Of several fields the first is to blame, but one that was read at all before the others. */
  private void note(TimeProblem.Reason reason, int index) {
    boolean tellsMore =
        problem == null
            || !problem.isFault()
            || (problem.reason() == TimeProblem.Reason.UNREADABLE
                && reason != TimeProblem.Reason.UNREADABLE);
    if (tellsMore) {
      problem = new TimeProblem(reason, fields.get(index).path());
    }
  }

  private boolean isTime(LogEvent event, int index, long referenceSeconds) throws MsgpackException {
    TimeField field = fields.get(index);
    Optional<FieldPath> clock = clocks.get(index);
    if (clock.isEmpty()) {
      return times.read(value, field, referenceSeconds);
    }
    String date = value.text();
    return event.find(clock.get(), value) && times.read(date, value.text(), field);
  }

  /** Why the reference is the last record's time; null if it told its own. */
  @Nullable TimeProblem problem() {
    return problem;
  }

  /** Seconds since the epoch. */
  long seconds() {
    return seconds;
  }

  /** Nanoseconds of the second. */
  int nanos() {
    return nanos;
  }
}
