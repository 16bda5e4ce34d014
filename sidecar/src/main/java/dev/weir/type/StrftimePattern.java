package dev.weir.type;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Patterns as Fluent Bit and C write them. In a pattern of java.time {@code %} is a character like
 * others, so that such a one would be taken, and fit no time.
 */
final class StrftimePattern {
  private static final Pattern DIRECTIVE = Pattern.compile("%[-_0^#]?([A-Za-z%])");

  private static final Map<String, String> JAVA_TIME =
      Map.ofEntries(
          Map.entry("Y", "yyyy"),
          Map.entry("y", "yy"),
          Map.entry("m", "MM"),
          Map.entry("d", "dd"),
          Map.entry("e", "d"),
          Map.entry("b", "MMM"),
          Map.entry("h", "MMM"),
          Map.entry("B", "MMMM"),
          Map.entry("a", "EEE"),
          Map.entry("A", "EEEE"),
          Map.entry("j", "DDD"),
          Map.entry("H", "HH"),
          Map.entry("I", "hh"),
          Map.entry("p", "a"),
          Map.entry("M", "mm"),
          Map.entry("S", "ss"),
          Map.entry("L", "SSS"),
          Map.entry("f", "SSSSSS"),
          Map.entry("z", "xx"),
          Map.entry("F", "yyyy-MM-dd"),
          Map.entry("T", "HH:mm:ss"),
          Map.entry("R", "HH:mm"),
          Map.entry("D", "MM/dd/yy"));

  private StrftimePattern() {}

  static boolean isOne(String text) {
    return DIRECTIVE.matcher(text).find();
  }

  /** The same for java.time; what it has no letter for stays. */
  static String asJavaTime(String text) {
    Matcher matcher = DIRECTIVE.matcher(text);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (matcher.find()) {
      out.append(quoted(text.substring(from, matcher.start())));
      out.append(JAVA_TIME.getOrDefault(matcher.group(1), matcher.group()));
      from = matcher.end();
    }
    return out.append(quoted(text.substring(from))).toString();
  }

  /** Letters that stand for themselves. */
  private static String quoted(String literal) {
    return literal.replaceAll("[A-Za-z]+", "'$0'");
  }
}
