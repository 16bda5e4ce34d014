package dev.weir.parse;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Reads times that are written with dates, in place: ISO 8601 as people write it, and the forms
 * that name the month. Filled by what reads; not thread-safe.
 */
final class WrittenTimes {
  /** What goes on for longer is no time. */
  private static final int MOST_BYTES = 80;

  private static final int LEAST_BYTES = 12;
  private static final long DAY = 86_400;

  private final TimeCursor cursor = new TimeCursor();
  private long seconds;
  private int nanos;

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  private boolean begin(byte[] bytes, int at, int length) {
    cursor.reset(bytes, at, length);
    return length >= LEAST_BYTES && length <= MOST_BYTES;
  }

  /**
   * {@code 2026-11-21T02:10:49.123Z} and what people make of it: a blank for the T, lower case, a
   * comma before the decimals, {@code +0100} or {@code +01}, {@code UTC}, the basic form {@code
   * 20261121T021049Z}, slashes in the date, no seconds, no zone.
   *
   * @param zone of a time that tells none
   */
  boolean readIso(byte[] bytes, int at, int length, ZoneId zone) {
    if (!begin(bytes, at, length)) {
      return false;
    }
    int year = cursor.digits(4);
    char separator = cursor.take('-') ? '-' : cursor.take('/') ? '/' : 0;
    int month = cursor.digits(2);
    boolean parted = separator == 0 || cursor.take(separator);
    int day = cursor.digits(2);
    return parted
        && (cursor.take('T', 't') || cursor.blanks())
        && cursor.clock()
        && set(year, month, day)
        && endsWithZone(zone);
  }

  /** {@code 10/Oct/2000:13:55:36 -0700}. */
  boolean readCommonLog(byte[] bytes, int at, int length) {
    if (!begin(bytes, at, length)) {
      return false;
    }
    int day = cursor.oneOrTwoDigits();
    boolean parted = cursor.take('/');
    int month = cursor.month();
    parted &= cursor.take('/');
    int year = cursor.digits(4);
    return parted
        && cursor.take(':')
        && cursor.clock()
        && set(year, month, day)
        && cursor.blanks()
        && endsWithZone(null);
  }

  /** {@code Tue, 03 Nov 2026 11:47:12 GMT} (RFC 5322, section 3.3), the weekday or not. */
  boolean readMail(byte[] bytes, int at, int length) {
    if (!begin(bytes, at, length)) {
      return false;
    }
    boolean parted = cursor.letters() == 0 || (cursor.take(',') && cursor.blanks());
    int day = cursor.oneOrTwoDigits();
    parted &= cursor.blanks() || cursor.take('-');
    int month = cursor.month();
    parted &= cursor.blanks() || cursor.take('-');
    int year = cursor.digits(4);
    return parted
        && cursor.blanks()
        && cursor.clock()
        && set(year, month, day)
        && cursor.blanks()
        && endsWithZone(null);
  }

  /** {@code Wed Oct 11 14:32:52.123456 2000}; before the year a zone may stand, as of UTC. */
  boolean readC(byte[] bytes, int at, int length, ZoneId zone) {
    if (!begin(bytes, at, length)) {
      return false;
    }
    boolean parted = cursor.letters() == 3 && cursor.blanks();
    int month = cursor.month();
    parted &= cursor.blanks();
    int day = cursor.oneOrTwoDigits();
    if (!parted || !cursor.blanks() || !cursor.clock() || !cursor.blanks()) {
      return false;
    }
    boolean zoned = cursor.zone();
    int year = !zoned || cursor.blanks() ? cursor.digits(4) : -1;
    if (!cursor.isAtEnd() || !set(year, month, day)) {
      return false;
    }
    if (zoned) {
      seconds -= cursor.offsetSeconds();
    } else {
      toZone(zone);
    }
    return true;
  }

  /**
   * {@code Oct 11 22:14:15}, in the latest year that is not a day after the reference, or {@code
   * Oct 11 2026 22:14:15}.
   */
  boolean readBsd(byte[] bytes, int at, int length, ZoneId zone, long referenceSeconds) {
    if (!begin(bytes, at, length)) {
      return false;
    }
    int month = cursor.month();
    boolean parted = cursor.blanks();
    int day = cursor.oneOrTwoDigits();
    if (!parted || !cursor.blanks() || month < 0 || day < 1 || day > 31) {
      return false;
    }
    int year = cursor.digits(4);
    if ((year >= 0 && !cursor.blanks()) || !cursor.clock() || !cursor.isAtEnd()) {
      return false;
    }
    if (year < 0) {
      return inSomeYear(month, day, zone, referenceSeconds);
    }
    boolean is = set(year, month, day);
    toZone(zone);
    return is;
  }

  private boolean inSomeYear(int month, int day, ZoneId zone, long referenceSeconds) {
    int year = LocalDate.ofEpochDay(Math.floorDiv(referenceSeconds + DAY, DAY)).getYear();
    // The 29th of February may be eight years back.
    for (int earliest = year - 8; year >= earliest; year--) {
      if (set(year, month, day)) {
        toZone(zone);
        if (seconds <= referenceSeconds + DAY) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Takes the zone that stands at the text's end.
   *
   * @param zone of a time that tells none; null if it has to
   */
  private boolean endsWithZone(@Nullable ZoneId zone) {
    if (cursor.isAtEnd()) {
      if (zone == null) {
        return false;
      }
      toZone(zone);
      return true;
    }
    cursor.blanks();
    if (!cursor.zone()) {
      return false;
    }
    cursor.zoneName();
    seconds -= cursor.offsetSeconds();
    return cursor.isAtEnd();
  }

  /** Takes what was read as UTC for the time of this zone. */
  private void toZone(ZoneId zone) {
    if (!zone.equals(ZoneOffset.UTC)) {
      seconds =
          LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
    }
  }

  /** Takes a date and the time of day that was read, if there is such a day. */
  private boolean set(int year, int month, int day) {
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    seconds = ClockText.epochDay(year, month, day) * DAY + cursor.secondOfDay();
    nanos = cursor.nanos();
    return true;
  }
}
