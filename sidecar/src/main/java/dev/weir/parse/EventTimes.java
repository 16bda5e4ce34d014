package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.type.TimeField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Reads times in the forms that log types declare. Filled by {@link #read}; not thread-safe. */
final class EventTimes {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  /** Whether the value is a time of this form; then {@link #seconds} and {@link #nanos} have it. */
  boolean read(FieldValue value, TimeField.Form form) {
    return switch (form) {
      case ISO_8601 -> value.isText() && (readUtcSeconds(value) || readIso(value));
      case EPOCH_MILLIS -> readEpoch(value, 1_000);
      case EPOCH_SECONDS -> readEpoch(value, 1);
    };
  }

  /** {@code 2026-11-21T02:10:49Z}, the form of nearly all: twenty bytes, read in place. */
  private boolean readUtcSeconds(FieldValue value) {
    byte[] b = value.bytes();
    int at = value.at();
    if (value.length() != 20
        || b[at + 4] != '-'
        || b[at + 7] != '-'
        || b[at + 10] != 'T'
        || b[at + 13] != ':'
        || b[at + 16] != ':'
        || b[at + 19] != 'Z') {
      return false;
    }
    int year = digits(b, at, 4);
    int month = digits(b, at + 5, 2);
    int day = digits(b, at + 8, 2);
    int hour = digits(b, at + 11, 2);
    int minute = digits(b, at + 14, 2);
    int second = digits(b, at + 17, 2);
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 28) {
      // The last days of a month are left to the calendar, which knows their number.
      return false;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    seconds = epochDay(year, month, day) * 86_400 + hour * 3_600L + minute * 60L + second;
    nanos = 0;
    return true;
  }

  private boolean readIso(FieldValue value) {
    if (value.length() < 16 || value.length() > 40) {
      return false;
    }
    try {
      Instant instant = ISO.parse(value.text(), OffsetDateTime::from).toInstant();
      seconds = instant.getEpochSecond();
      nanos = instant.getNano();
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private boolean readEpoch(FieldValue value, long perSecond) {
    if (value.isInteger()) {
      set(value.integer(), perSecond);
      return true;
    }
    String text = value.text();
    if (text.isEmpty() || text.length() > 24) {
      return false;
    }
    try {
      int point = text.indexOf('.');
      set(Long.parseLong(point < 0 ? text : text.substring(0, point)), perSecond);
      if (point >= 0 && perSecond == 1) {
        String fraction = (text.substring(point + 1) + "000000000").substring(0, 9);
        nanos = Integer.parseUnsignedInt(fraction);
      }
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void set(long time, long perSecond) {
    seconds = Math.floorDiv(time, perSecond);
    nanos = (int) (Math.floorMod(time, perSecond) * (1_000_000_000 / perSecond));
  }

  private static int digits(byte[] bytes, int at, int count) {
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant's algorithm). */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
