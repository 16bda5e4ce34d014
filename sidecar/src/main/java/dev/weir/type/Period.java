package dev.weir.type;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The span of event time that one index holds. */
public enum Period {
  DAY(1, 1),
  WEEK(7, 7),
  MONTH(28, 31);

  private static final Pattern DAY_LABEL = Pattern.compile("(\\d{4})\\.(\\d{2})\\.(\\d{2})");
  private static final Pattern WEEK_LABEL = Pattern.compile("(\\d{4})-w(\\d{2})");
  private static final Pattern MONTH_LABEL = Pattern.compile("(\\d{4})\\.(\\d{2})");

  private final int leastDays;
  private final int mostDays;

  Period(int leastDays, int mostDays) {
    this.leastDays = leastDays;
    this.mostDays = mostDays;
  }

  /** How many days it has, or at least has. */
  public int leastDays() {
    return leastDays;
  }

  /** How many days it has, or at most has. */
  public int mostDays() {
    return mostDays;
  }

  /** Which span a label is of; null for what is no label. */
  public static @Nullable Period of(String label) {
    if (end(label) == null) {
      return null;
    }
    if (DAY_LABEL.matcher(label).matches()) {
      return DAY;
    }
    return WEEK_LABEL.matcher(label).matches() ? WEEK : MONTH;
  }

  /** What an index of the period in which this day lies is called at the end of its name. */
  public String label(LocalDate day) {
    return switch (this) {
      case DAY ->
          "%04d.%02d.%02d".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
      case WEEK ->
          "%04d-w%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> "%04d.%02d".formatted(day.getYear(), day.getMonthValue());
    };
  }

  /** The first day after the period of this label, of whatever length; null for what is none. */
  public static @Nullable LocalDate end(String label) {
    try {
      Matcher day = DAY_LABEL.matcher(label);
      if (day.matches()) {
        return LocalDate.of(number(day, 1), number(day, 2), number(day, 3)).plusDays(1);
      }
      Matcher week = WEEK_LABEL.matcher(label);
      if (week.matches()) {
        LocalDate within =
            LocalDate.of(number(week, 1), 7, 1)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(week, 2));
        return within.with(DayOfWeek.MONDAY).plusWeeks(1);
      }
      Matcher month = MONTH_LABEL.matcher(label);
      return month.matches()
          ? YearMonth.of(number(month, 1), number(month, 2)).atEndOfMonth().plusDays(1)
          : null;
    } catch (DateTimeException none) {
      return null;
    }
  }

  private static int number(Matcher label, int group) {
    return Integer.parseInt(label.group(group));
  }
}
