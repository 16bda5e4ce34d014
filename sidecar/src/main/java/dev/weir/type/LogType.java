package dev.weir.type;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of log.
 *
 * @param name such as {@code aws.cloudtrail}: lower case, names the tag and the index
 * @param splitFormat how objects fall into records
 * @param keys rules on the key, the first that matches decides
 * @param content a sign in the first bytes, asked after all types' keys
 * @param timeFields where the event's time is; the first that is there and plausible counts
 * @param eventId the event's own unique id, null where the format has none
 * @param period the span of one index
 */
public record LogType(
    String name,
    SplitFormat splitFormat,
    List<KeyRule> keys,
    ContentSign content,
    List<TimeField> timeFields,
    @Nullable EventId eventId,
    Period period) {

  public LogType {
    if (!name.matches("[a-z0-9]+([._-][a-z0-9]+)*")) {
      throw new IllegalArgumentException("a type's name is lower case with dots: " + name);
    }
    keys = List.copyOf(keys);
    timeFields = List.copyOf(timeFields);
  }

  /** A type that shows in configuration only, without time or id, a day in each index. */
  static LogType named(String name, SplitFormat splitFormat) {
    return new LogType(name, splitFormat, List.of(), ContentSign.NONE, List.of(), null, Period.DAY);
  }

  LogType keys(KeyRule... rules) {
    return new LogType(name, splitFormat, List.of(rules), content, timeFields, eventId, period);
  }

  LogType content(ContentSign sign) {
    return new LogType(name, splitFormat, keys, sign, timeFields, eventId, period);
  }

  LogType times(TimeField... fields) {
    return new LogType(name, splitFormat, keys, content, List.of(fields), eventId, period);
  }

  LogType eventId(EventId id) {
    return new LogType(name, splitFormat, keys, content, timeFields, id, period);
  }

  /** The same type whose time is looked for in these fields first. */
  public LogType withTimesFirst(List<TimeField> fields) {
    List<TimeField> all = new ArrayList<>(fields);
    all.addAll(timeFields);
    return new LogType(name, splitFormat, keys, content, all, eventId, period);
  }

  /** The same type with another span of an index. */
  public LogType withPeriod(Period other) {
    return new LogType(name, splitFormat, keys, content, timeFields, eventId, other);
  }

  /** The Fluent Bit tag of its records from S3. */
  public String tag() {
    return "s3." + name;
  }

  @Override
  public String toString() {
    return name;
  }
}
