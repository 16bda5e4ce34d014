package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackType;
import dev.weir.type.TimeField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Reads times in the forms that log types declare. Filled by {@link #read}; not thread-safe. */
final class EventTimes {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ][XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long DAY = 86_400;
  private static final int MOST_DIGITS = 24;

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
      case ISO_8601 ->
          value.isText()
              && (readUtc(value)
                  || readLocal(value, field.zone())
                  || readIso(value.text(), field.zone()));
      case EPOCH_SECONDS -> readEpoch(value, 1);
      case EPOCH_MILLIS -> readEpoch(value, 1_000);
      case EPOCH_MICROS -> readEpoch(value, 1_000_000);
      case EPOCH_NANOS -> readEpoch(value, 1_000_000_000);
      case COMMON_LOG -> value.isText() && readCommonLog(value);
      case SYSLOG ->
          value.isText()
              && (readBsd(value, field.zone(), referenceSeconds)
                  || readUtc(value)
                  || readIso(value.text(), field.zone()));
      case PATTERN -> value.isText() && readPattern(value.text(), field);
    };
  }

  /** Whether two texts are a date and a time. */
  boolean read(String date, String time, TimeField field) {
    String text = date + "T" + time;
    if (field.zone().equals(ZoneOffset.UTC)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (readPlain(bytes, 0, bytes.length)) {
        return true;
      }
    }
    return readIso(text, field.zone());
  }

  /** {@code 2026-11-21T02:10:49Z}, with a fraction or without: nearly all, read in place. */
  private boolean readUtc(FieldValue value) {
    int length = value.length() - 1;
    return length >= 0
        && value.bytes()[value.at() + length] == 'Z'
        && readPlain(value.bytes(), value.at(), length);
  }

  /** The same without the zone, where that is UTC. */
  private boolean readLocal(FieldValue value, ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) && readPlain(value.bytes(), value.at(), value.length());
  }

  private boolean readPlain(byte[] b, int at, int length) {
    if (length < 19
        || length > 29
        || b[at + 4] != '-'
        || b[at + 7] != '-'
        || b[at + 10] != 'T'
        || b[at + 13] != ':'
        || b[at + 16] != ':') {
      return false;
    }
    int fraction = 0;
    if (length > 19) {
      if (b[at + 19] != '.' || length == 20) {
        return false;
      }
      fraction = digits(b, at + 20, length - 20);
      if (fraction < 0) {
        return false;
      }
      for (int i = length - 20; i < 9; i++) {
        fraction *= 10;
      }
    }
    return set(
        digits(b, at, 4), digits(b, at + 5, 2), digits(b, at + 8, 2), clock(b, at + 11), fraction);
  }

  /** {@code 10/Oct/2000:13:55:36 -0700}. */
  private boolean readCommonLog(FieldValue value) {
    byte[] b = value.bytes();
    int at = value.at();
    if (value.length() != 26
        || b[at + 2] != '/'
        || b[at + 6] != '/'
        || b[at + 11] != ':'
        || b[at + 20] != ' '
        || (b[at + 21] != '+' && b[at + 21] != '-')) {
      return false;
    }
    int hours = digits(b, at + 22, 2);
    int minutes = digits(b, at + 24, 2);
    if (hours < 0
        || hours > 18
        || minutes < 0
        || minutes > 59
        || !set(digits(b, at + 7, 4), month(b, at + 3), digits(b, at, 2), clock(b, at + 12), 0)) {
      return false;
    }
    int offset = hours * 3600 + minutes * 60;
    seconds += b[at + 21] == '-' ? offset : -offset;
    return true;
  }

  /** {@code Oct 11 22:14:15}, in the latest year that is not a day after the reference. */
  private boolean readBsd(FieldValue value, ZoneId zone, long referenceSeconds) {
    byte[] b = value.bytes();
    int at = value.at();
    if (value.length() != 15 || b[at + 3] != ' ' || b[at + 6] != ' ') {
      return false;
    }
    int day = b[at + 4] == ' ' ? digits(b, at + 5, 1) : digits(b, at + 4, 2);
    int clock = clock(b, at + 7);
    int month = month(b, at);
    if (clock < 0 || month < 1 || day < 1 || day > 31) {
      return false;
    }
    int year = LocalDate.ofEpochDay(Math.floorDiv(referenceSeconds + DAY, DAY)).getYear();
    // The 29th of February may be eight years back.
    for (int earliest = year - 8; year >= earliest; year--) {
      if (day <= YearMonth.of(year, month).lengthOfMonth()) {
        LocalDateTime local = LocalDate.of(year, month, day).atStartOfDay().plusSeconds(clock);
        seconds = local.atZone(zone).toEpochSecond();
        nanos = 0;
        if (seconds <= referenceSeconds + DAY) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean readIso(String text, ZoneId zone) {
    return text.length() >= 16 && text.length() <= 40 && readWith(ISO, text, zone);
  }

  private boolean readPattern(String text, TimeField field) {
    DateTimeFormatter pattern = field.pattern();
    return pattern != null && text.length() <= 64 && readWith(pattern, text, field.zone());
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

  /** Takes a date and a second of its day, if there is such a day. */
  private boolean set(int year, int month, int day, int clock, int fraction) {
    if (year < 1970 || month < 1 || month > 12 || day < 1 || clock < 0) {
      return false;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return false;
    }
    seconds = epochDay(year, month, day) * DAY + clock;
    nanos = fraction;
    return true;
  }

  /** The second of the day of {@code 22:14:15}; negative for what is none. */
  private static int clock(byte[] b, int at) {
    int hour = digits(b, at, 2);
    int minute = digits(b, at + 3, 2);
    int second = digits(b, at + 6, 2);
    boolean plausible =
        hour >= 0
            && hour <= 23
            && minute >= 0
            && minute <= 59
            && second >= 0
            && second <= 59
            && b[at + 2] == ':'
            && b[at + 5] == ':';
    return plausible ? hour * 3600 + minute * 60 + second : -1;
  }

  private static int month(byte[] b, int at) {
    for (int month = 0; month < 12; month++) {
      if (b[at] == MONTHS.charAt(3 * month)
          && b[at + 1] == MONTHS.charAt(3 * month + 1)
          && b[at + 2] == MONTHS.charAt(3 * month + 2)) {
        return month + 1;
      }
    }
    return -1;
  }

  private boolean readEpoch(FieldValue value, long perSecond) {
    if (value.isInteger()) {
      set(value.integer(), perSecond);
      return true;
    }
    String text = value.text();
    if (value.type() == MsgpackType.FLOAT) {
      double number = Double.parseDouble(text);
      if (!(Math.abs(number) < 1e18)) {
        return false;
      }
      text = BigDecimal.valueOf(number).toPlainString();
    }
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
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
