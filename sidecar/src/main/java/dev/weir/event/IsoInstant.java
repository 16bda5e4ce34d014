package dev.weir.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes instants as ISO 8601 in UTC, {@code 2026-11-21T02:10:49.123Z}: milliseconds always, micro-
 * and nanoseconds where there are some. Days are turned into dates by the Gregorian calendar's own
 * arithmetic (H. Hinnant, chrono-compatible low-level date algorithms), without objects.
 */
public final class IsoInstant {
  /** Length of the form with milliseconds, for years 0 to 9999. */
  public static final int MILLIS_LENGTH = 24;

  private static final long SECONDS_PER_DAY = 86_400;

  private IsoInstant() {}

  /** Writes without quotes. {@code nanos} is 0 to 999,999,999; other values are taken modulo. */
  public static void write(long epochSeconds, int nanos, JsonBuffer out) {
    int part = Math.floorMod(nanos, 1_000_000_000);
    int digits = part % 1_000_000 == 0 ? 3 : part % 1_000 == 0 ? 6 : 9;
    int scaled = digits == 3 ? part / 1_000_000 : digits == 6 ? part / 1_000 : part;
    int at = out.claim(21 + digits);
    byte[] text = out.bytes();
    seconds(epochSeconds, text, at);
    text[at + 19] = '.';
    digits(scaled, digits, text, at + 20);
    text[at + 20 + digits] = 'Z';
  }

  /** Writes {@link #MILLIS_LENGTH} bytes at {@code at}, with milliseconds and no more. */
  public static void writeMillis(Instant instant, byte[] target, int at) {
    seconds(instant.getEpochSecond(), target, at);
    target[at + 19] = '.';
    digits(instant.getNano() / 1_000_000, 3, target, at + 20);
    target[at + 23] = 'Z';
  }

  /** What {@link #writeMillis} writes. */
  public static String text(Instant instant) {
    byte[] text = new byte[MILLIS_LENGTH];
    writeMillis(instant, text, 0);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static void seconds(long epochSeconds, byte[] target, int at) {
    date(Math.floorDiv(epochSeconds, SECONDS_PER_DAY), target, at);
    int second = (int) Math.floorMod(epochSeconds, SECONDS_PER_DAY);
    target[at + 10] = 'T';
    digits(second / 3600, 2, target, at + 11);
    target[at + 13] = ':';
    digits(second / 60 % 60, 2, target, at + 14);
    target[at + 16] = ':';
    digits(second % 60, 2, target, at + 17);
  }

  private static void date(long epochDay, byte[] target, int at) {
    long z = epochDay + 719_468;
    long era = Math.floorDiv(z, 146_097L);
    int dayOfEra = (int) (z - era * 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    digits(Math.clamp(year, 0, 9999), 4, target, at);
    target[at + 4] = '-';
    digits(month, 2, target, at + 5);
    target[at + 7] = '-';
    digits(day, 2, target, at + 8);
  }

  private static void digits(int value, int count, byte[] target, int at) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
