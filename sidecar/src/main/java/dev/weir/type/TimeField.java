package dev.weir.type;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A field that holds the time of the event.
 *
 * @param path the field's name, members of members joined by dots
 * @param and a second field, whose text follows the first one's with a T between; null for none
 * @param form how the time is written there
 * @param pattern with {@link Form#PATTERN}: how
 * @param zone of times that tell none
 */
public record TimeField(
    String path,
    @Nullable String and,
    Form form,
    @Nullable DateTimeFormatter pattern,
    ZoneId zone) {
  /** How a time is written. */
  public enum Form {
    /**
     * ISO 8601, such as {@code 2024-05-01T10:00:00Z}, in the forms that people write: a blank for
     * the T, a comma for the point, {@code +0100}, {@code 20240501T100000Z}. What has another form
     * may be written so, too.
     */
    ISO_8601,
    /** Seconds since the epoch, a number (with a fraction or without) or its digits. */
    EPOCH_SECONDS,
    /** Milliseconds since the epoch, a number or its digits. */
    EPOCH_MILLIS,
    /** Microseconds since the epoch, a number or its digits. */
    EPOCH_MICROS,
    /** Nanoseconds since the epoch, a number or its digits. */
    EPOCH_NANOS,
    /** Any of these four, told by how large it is: of years that logs are of, none is another. */
    EPOCH,
    /** {@code 10/Oct/2000:13:55:36 -0700}. */
    COMMON_LOG,
    /** {@code Oct 11 22:14:15}, the year told by the reference; or ISO 8601. */
    SYSLOG,
    /** {@code Wed Oct 11 14:32:52 2000}, the seconds with a fraction or without. */
    C_TIME,
    /** {@code 2000/10/11 14:32:52}. */
    SLASHES,
    /**
     * Any of those above, and {@code Tue, 03 Nov 2026 11:47:12 GMT}: for logs of no particular
     * kind.
     */
    ANY,
    /** Another, told by a pattern of java.time. */
    PATTERN
  }

  /** A time in UTC in one field. */
  public TimeField(String path, Form form) {
    this(path, null, form, null, ZoneOffset.UTC);
  }
}
