package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Patterns of java.time for times. Many that it takes read no time, or another one: {@code YYYY} is
 * the year of a week, {@code mm} the minute, {@code hh} an hour of a half day. So a pattern has to
 * read what it writes itself.
 */
final class TimePattern {
  /** No two of its numbers are the same, and none fits where another one should stand. */
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2023, 11, 28, 22, 33, 44, 987_654_321, ZoneId.of("UTC"));

  private static final Pattern QUOTED = Pattern.compile("'[^']*'?");

  /** What people write where another letter is meant, of a pattern without what is in quotes. */
  private static final List<UnaryOperator<String>> SLIPS =
      List.of(
          pattern -> pattern.replace('Y', 'y'),
          pattern -> pattern.replace('D', 'd'),
          pattern -> changedRun(pattern, "m+", 'M', false),
          pattern -> changedRun(pattern, "M+", 'm', true),
          pattern -> pattern.replace("SS", "ss"),
          pattern -> pattern.replace('h', 'H'));

  /** How a file writes one. */
  static final Form<DateTimeFormatter> FORM = Forms.text("pattern of java.time", TimePattern::of);

  private TimePattern() {}

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, or reads no date, or another time than it shows
   */
  static DateTimeFormatter of(String text) {
    if (StrftimePattern.isOne(text)) {
      throw new IllegalArgumentException(
          "a pattern of java.time, not of strftime: " + StrftimePattern.asJavaTime(text));
    }
    DateTimeFormatter formatter;
    try {
      formatter = formatter(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a pattern of java.time such as yyyy/MM/dd HH:mm:ss (" + e.getMessage() + ")", e);
    }
    if (!reads(text)) {
      throw new IllegalArgumentException(
          "a pattern that reads a date and all of its time: "
              + meant(text)
                  .orElse(
                      "yyyy is the year, MM the month, dd the day, HH the hour, mm the minute, ss"
                          + " the second"));
    }
    return formatter;
  }

  private static DateTimeFormatter formatter(String text) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(text)
        .toFormatter(Locale.ENGLISH);
  }

  /** Whether it reads a time as the time that it writes so. */
  private static boolean reads(String text) {
    String letters = QUOTED.matcher(text).replaceAll("");
    if (isTwice(letters, 'M') || isTwice(letters, 'm')) {
      return false;
    }
    // The day of the year has three digits only where it is late.
    if (letters.indexOf('D') >= 0 && letters.matches(".*[MLd].*")) {
      return false;
    }
    try {
      DateTimeFormatter formatter = formatter(text);
      TemporalAccessor read =
          formatter.parseBest(
              formatter.format(SAMPLE), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      return LocalDate.from(read).equals(SAMPLE.toLocalDate()) && readsTime(letters, read);
    } catch (IllegalArgumentException | DateTimeException e) {
      return false;
    }
  }

  /** Whether the letters for a time of day, if there are any, give it. */
  private static boolean readsTime(String letters, TemporalAccessor read) {
    if (!letters.matches("(?s).*[HhkKAnNmsSaB].*")) {
      return true;
    }
    if (read instanceof LocalDate) {
      return false;
    }
    LocalTime time = LocalTime.from(read);
    return time.getHour() == SAMPLE.getHour()
        && (letters.indexOf('m') < 0 || time.getMinute() == SAMPLE.getMinute())
        && (letters.indexOf('s') < 0 || time.getSecond() == SAMPLE.getSecond());
  }

  /** Whether the letter stands in two places, of which each would tell the same. */
  private static boolean isTwice(String letters, char letter) {
    // What is in brackets may be there or not, so one of two ways to write may have it each.
    return letters.indexOf('[') < 0
        && letters.matches("(?s).*%1$c[^%1$c]+%1$c.*".formatted(letter));
  }

  /** The pattern with the fewest letters changed that reads a time. */
  private static Optional<String> meant(String text) {
    return IntStream.range(1, 1 << SLIPS.size())
        .boxed()
        .sorted(Comparator.comparing(Integer::bitCount))
        .map(slips -> mended(text, slips))
        .filter(TimePattern::reads)
        .findFirst();
  }

  private static String mended(String text, int slips) {
    List<String> quoted = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    StringBuilder letters = new StringBuilder();
    while (matcher.find()) {
      quoted.add(matcher.group());
      matcher.appendReplacement(letters, "\u0000");
    }
    matcher.appendTail(letters);
    String mended = letters.toString();
    for (int i = 0; i < SLIPS.size(); i++) {
      mended = (slips & (1 << i)) == 0 ? mended : SLIPS.get(i).apply(mended);
    }
    for (String each : quoted) {
      mended = mended.replaceFirst("\u0000", Matcher.quoteReplacement(each));
    }
    return mended;
  }

  /** The first or the last run of a letter, of another letter. */
  private static String changedRun(String pattern, String run, char letter, boolean last) {
    Matcher matcher = Pattern.compile(run).matcher(pattern);
    int from = -1;
    int to = -1;
    while ((from < 0 || last) && matcher.find()) {
      from = matcher.start();
      to = matcher.end();
    }
    return from < 0
        ? pattern
        : pattern.substring(0, from)
            + String.valueOf(letter).repeat(to - from)
            + pattern.substring(to);
  }
}
