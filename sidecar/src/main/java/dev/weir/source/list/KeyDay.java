package dev.weir.source.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The day that a key names the way AWS's services do, {@code .../2026/01/02/...}.
 *
 * @param before the key up to the year
 */
public record KeyDay(String before, LocalDate day) {
  private static final Pattern DAY = Pattern.compile("(?:^|/)(\\d{4})/(\\d{2})/(\\d{2})(?=/)");

  /** The first day that the key names, or null. */
  public static @Nullable KeyDay of(String key) {
    Matcher matcher = DAY.matcher(key);
    while (matcher.find()) {
      try {
        LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        return new KeyDay(key.substring(0, matcher.start(1)), day);
      } catch (DateTimeException other) {
        // Digits that are no day: a later place may name one.
      }
    }
    return null;
  }

  /** Greater than each key of an earlier day, less than each of this one, below the same prefix. */
  String startOf(LocalDate other) {
    return before
        + "%04d/%02d/%02d".formatted(other.getYear(), other.getMonthValue(), other.getDayOfMonth());
  }

  /** Greater than each key of any day below the same prefix. */
  String pastAllDays() {
    return before + "9999/99/99";
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
