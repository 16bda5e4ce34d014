package dev.weir.match;

import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A date of which a part is so: ISO 8601 in the zone that it is written in, or seconds or
 * milliseconds since 1970 in UTC.
 *
 * @param part the part
 * @param test what it must be
 */
public record DatePartTest(DatePart part, ValueTest test) implements ValueTest {
  /** Larger numbers count milliseconds: as seconds they would be after the year 5000. */
  private static final long MOST_SECONDS = 100_000_000_000L;

  private static final int LONGEST_DATE = 64;

  @Override
  public boolean isMetBy(FieldValue value) {
    ZonedDateTime time = value.isInteger() ? ofNumber(value.integer()) : ofText(value);
    if (time == null) {
      return false;
    }
    FieldValue number = new FieldValue();
    number.number(part.of(time));
    return test.isMetBy(number);
  }

  private static @Nullable ZonedDateTime ofNumber(long number) {
    if (number < 0) {
      return null;
    }
    Instant instant =
        number > MOST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    try {
      return instant.atZone(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable ZonedDateTime ofText(FieldValue value) {
    if (!value.isText() || value.length() > LONGEST_DATE) {
      return null;
    }
    String text = new String(value.bytes(), value.at(), value.length(), StandardCharsets.UTF_8);
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T').toUpperCase(java.util.Locale.ROOT),
              OffsetDateTime::from,
              LocalDateTime::from);
      return parsed instanceof OffsetDateTime zoned
          ? zoned.toZonedDateTime()
          : LocalDateTime.from(parsed).atZone(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
