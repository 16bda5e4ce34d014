package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.type.TimeField;
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

  private static final long DAY = 86_400;

  private final EpochTime epoch = new EpochTime();
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
      case EPOCH -> readEpoch(value, EpochTime.BY_SIZE);
      case COMMON_LOG -> value.isText() && readCommonLog(value);
      case SYSLOG ->
          value.isText()
              && (readBsd(value, field.zone(), referenceSeconds)
                  || readUtc(value)
                  || readIso(value.text(), field.zone()));
      case C_TIME -> value.isText() && readC(value, field.zone());
      case SLASHES -> value.isText() && readSlashes(value, field.zone());
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
      fraction = ClockText.digits(b, at + 20, length - 20);
      if (fraction < 0) {
        return false;
      }
      for (int i = length - 20; i < 9; i++) {
        fraction *= 10;
      }
    }
    return set(
        ClockText.digits(b, at, 4),
        ClockText.digits(b, at + 5, 2),
        ClockText.digits(b, at + 8, 2),
        ClockText.clock(b, at + 11),
        fraction);
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
    int hours = ClockText.digits(b, at + 22, 2);
    int minutes = ClockText.digits(b, at + 24, 2);
    if (hours < 0
        || hours > 18
        || minutes < 0
        || minutes > 59
        || !set(
            ClockText.digits(b, at + 7, 4),
            ClockText.month(b, at + 3),
            ClockText.digits(b, at, 2),
            ClockText.clock(b, at + 12),
            0)) {
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
    int day = b[at + 4] == ' ' ? ClockText.digits(b, at + 5, 1) : ClockText.digits(b, at + 4, 2);
    int clock = ClockText.clock(b, at + 7);
    int month = ClockText.month(b, at);
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

  /** {@code Wed Oct 11 14:32:52.123456 2000}. */
  private boolean readC(FieldValue value, ZoneId zone) {
    byte[] b = value.bytes();
    int at = value.at();
    int length = value.length();
    int places = length - 25;
    if (length < 24 || places == 0 || places > 9 || b[at + 7] != ' ' || b[at + length - 5] != ' ') {
      return false;
    }
    int fraction = 0;
    if (places > 0) {
      fraction = b[at + 19] == '.' ? ClockText.digits(b, at + 20, places) : -1;
      for (int i = places; i < 9; i++) {
        fraction *= 10;
      }
    }
    int day = b[at + 8] == ' ' ? ClockText.digits(b, at + 9, 1) : ClockText.digits(b, at + 8, 2);
    int year = ClockText.digits(b, at + length - 4, 4);
    if (fraction < 0
        || !set(year, ClockText.month(b, at + 4), day, ClockText.clock(b, at + 11), fraction)) {
      return false;
    }
    toZone(zone);
    return true;
  }

  /** {@code 2026/11/21 02:10:49}. */
  private boolean readSlashes(FieldValue value, ZoneId zone) {
    byte[] b = value.bytes();
    int at = value.at();
    if (value.length() != 19 || b[at + 4] != '/' || b[at + 7] != '/' || b[at + 10] != ' ') {
      return false;
    }
    int year = ClockText.digits(b, at, 4);
    int month = ClockText.digits(b, at + 5, 2);
    if (!set(year, month, ClockText.digits(b, at + 8, 2), ClockText.clock(b, at + 11), 0)) {
      return false;
    }
    toZone(zone);
    return true;
  }

  /** Takes what was read as UTC for the time of this zone. */
  private void toZone(ZoneId zone) {
    if (!zone.equals(ZoneOffset.UTC)) {
      seconds =
          LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).atZone(zone).toEpochSecond();
    }
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
    seconds = ClockText.epochDay(year, month, day) * DAY + clock;
    nanos = fraction;
    return true;
  }

  private boolean readEpoch(FieldValue value, long perSecond) {
    boolean is = epoch.read(value, perSecond);
    if (is) {
      seconds = epoch.seconds();
      nanos = epoch.nanos();
    }
    return is;
  }
}
