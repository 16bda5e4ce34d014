package dev.weir.source.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The day that a key names the way AWS's services do: {@code .../2026/01/02/...}, in layouts of
 * Hive {@code .../year=2026/month=01/day=02/...} or {@code .../dt=2026-01-02/...}.
 *
 * @param before the key up to the digits of the year
 * @param beforeMonth what stands between year and month
 * @param beforeDay what stands between month and day
 */
public record KeyDay(String before, String beforeMonth, String beforeDay, LocalDate day) {
  private static final String BETWEEN = "(-|/(?:[A-Za-z_-]+=)?)";
  private static final Pattern DAY =
      Pattern.compile(
          "(?:^|/)(?:[A-Za-z_-]+=)?(\\d{4})" + BETWEEN + "(\\d{2})" + BETWEEN + "(\\d{2})(?=/)");

  /** The first day that the key names, or null. */
  public static @Nullable KeyDay of(String key) {
    Matcher matcher = DAY.matcher(key);
    while (matcher.find()) {
      try {
        LocalDate day = LocalDate.of(number(matcher, 1), number(matcher, 3), number(matcher, 5));
        String before = key.substring(0, matcher.start(1));
        // Without a name a date is part of some name or other.
        if (before.endsWith("=") || !matcher.group(2).equals("-")) {
          return new KeyDay(before, matcher.group(2), matcher.group(4), day);
        }
      } catch (DateTimeException other) {
        // Digits that are no day: a later place may name one.
      }
    }
    return null;
  }

  /** Greater than each key of an earlier day, less than each of this one, below the same prefix. */
  String startOf(LocalDate other) {
    return "%s%04d%s%02d%s%02d"
        .formatted(
            before,
            other.getYear(),
            beforeMonth,
            other.getMonthValue(),
            beforeDay,
            other.getDayOfMonth());
  }

  /** Greater than each key of any day below the same prefix. */
  String pastAllDays() {
    return before + "9999" + beforeMonth + "99" + beforeDay + "99";
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
