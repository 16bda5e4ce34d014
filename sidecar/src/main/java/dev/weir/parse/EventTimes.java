package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.type.TimeField;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Reads times in the forms that log types declare. What is written as ISO 8601 is read under every
 * form: what normalises logs writes their times so, and leaves the field its name. Filled by {@link
 * #read}; not thread-safe.
 */
final class EventTimes {
  private static final int MOST_PATTERN_TEXT = 64;

  private final EpochTime epoch = new EpochTime();
  private final WrittenTimes written = new WrittenTimes();
  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /**
   * Whether the value is a time of this form; then {@link #seconds} and {@link #nanos} have it.
   *
   * @param referenceSeconds about when it was written, for a form without a year
   */
  boolean read(FieldValue value, TimeField field, long referenceSeconds) {
    return switch (field.form()) {
      case ISO_8601, SLASHES -> value.isText() && readIso(value, field.zone());
      case EPOCH_SECONDS -> readEpoch(value, 1, field);
      case EPOCH_MILLIS -> readEpoch(value, 1_000, field);
      case EPOCH_MICROS -> readEpoch(value, 1_000_000, field);
      case EPOCH_NANOS -> readEpoch(value, 1_000_000_000, field);
      case EPOCH -> readEpoch(value, EpochTime.BY_SIZE, field);
      case COMMON_LOG -> value.isText() && (readCommonLog(value) || readIso(value, field.zone()));
      case SYSLOG ->
          value.isText()
              && (readBsd(value, field.zone(), referenceSeconds) || readIso(value, field.zone()));
      case C_TIME -> value.isText() && (readC(value, field.zone()) || readIso(value, field.zone()));
      case ANY ->
          (value.isText() && readWritten(value, field.zone(), referenceSeconds))
              || readEpoch(value, EpochTime.BY_SIZE, field);
      case PATTERN -> value.isText() && readPattern(value.text(), field);
    };
  }

  /** Whether two texts are a date and a time. */
  boolean read(String date, String time, TimeField field) {
    byte[] text = (date + "T" + time).getBytes(StandardCharsets.UTF_8);
    return taken(written.readIso(text, 0, text.length, field.zone()));
  }

  private boolean readWritten(FieldValue value, ZoneId zone, long referenceSeconds) {
    return readIso(value, zone)
        || readCommonLog(value)
        || taken(written.readMail(value.bytes(), value.at(), value.length()))
        || readC(value, zone)
        || readBsd(value, zone, referenceSeconds);
  }

  private boolean readIso(FieldValue value, ZoneId zone) {
    return taken(written.readIso(value.bytes(), value.at(), value.length(), zone));
  }

  private boolean readCommonLog(FieldValue value) {
    return taken(written.readCommonLog(value.bytes(), value.at(), value.length()));
  }

  private boolean readC(FieldValue value, ZoneId zone) {
    return taken(written.readC(value.bytes(), value.at(), value.length(), zone));
  }

  private boolean readBsd(FieldValue value, ZoneId zone, long referenceSeconds) {
    return taken(
        written.readBsd(value.bytes(), value.at(), value.length(), zone, referenceSeconds));
  }

  private boolean taken(boolean is) {
    if (is) {
      seconds = written.seconds();
      nanos = written.nanos();
    }
    return is;
  }

  private boolean readEpoch(FieldValue value, long perSecond, TimeField field) {
    if (epoch.read(value, perSecond)) {
      seconds = epoch.seconds();
      nanos = epoch.nanos();
      return true;
    }
    return value.isText() && readIso(value, field.zone());
  }

  private boolean readPattern(String text, TimeField field) {
    DateTimeFormatter pattern = field.pattern();
    return pattern != null
        && text.length() <= MOST_PATTERN_TEXT
        && readWith(pattern, text, field.zone());
  }

  private boolean readWith(DateTimeFormatter formatter, String text, ZoneId zone) {
    try {
      TemporalAccessor parsed =
          formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      Instant instant =
          switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> LocalDate.from(parsed).atStartOfDay(zone).toInstant();
          };
      seconds = instant.getEpochSecond();
      nanos = instant.getNano();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
