package dev.weir.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a page says of a key beside what it means. */
final class KeyCells {
  private KeyCells() {}

  /**
   * What a key takes.
   *
   * @param own the keys below it that users choose; null if they choose none
   */
  static String takes(DeclaredKey key, @Nullable DeclaredKey own) {
    List<String> ways = new ArrayList<>();
    if (key.isValue()) {
      ways.add(value(key) + (key.isList() ? " or a list" : ""));
    } else if (key.isList()) {
      ways.add("list: " + value(key));
    }
    if (own != null && !own.takes().isEmpty()) {
      ways.add("by name: " + takes(own, null));
    } else if (key.isSection()) {
      ways.add("section");
    }
    if (key.isSections()) {
      ways.add("list of sections");
    }
    return String.join("; ", ways);
  }

  /** What a value of a key, or of its list, may be. */
  static String value(DeclaredKey key) {
    Set<String> all = new TreeSet<>();
    key.takes().forEach(takes -> all.add(said(takes)));
    if (all.size() > 1) {
      all.remove("text"); // Says less than the others do.
    }
    return String.join(" or ", all);
  }

  private static String said(Takes takes) {
    return switch (takes) {
      case Takes.Whole(int min, int max) when max == Integer.MAX_VALUE -> number(min) + " or more";
      case Takes.Whole(int min, int max) -> number(min) + " to " + number(max);
      case Takes.Share() -> "0 to 1";
      case Takes.Any(String what) -> what;
      case Takes.Truth() -> "true or false";
      case Takes.Words(List<String> words) -> either(words);
      case Takes.Time(String min, String max) -> "`" + min + "` to `" + max + "`";
      case Takes.Size(String min, String max) -> "`" + min + "` to `" + max + "`";
      case Takes.Text text -> text.what();
    };
  }

  private static String either(List<String> words) {
    int last = words.size() - 1;
    String all = words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    return last < 1
        ? all
        : all.replace(", `" + words.get(last) + "`", " or `" + words.get(last) + "`");
  }

  /** A default that is always the same. */
  static String constant(Object value) {
    return switch (value) {
      case Integer number -> number(number);
      case Double share -> share == 0 ? "0" : share.toString();
      case Boolean truth -> truth.toString();
      default -> "`" + value + "`";
    };
  }

  private static String number(int number) {
    return number < 10_000 ? Integer.toString(number) : String.format(Locale.ROOT, "%,d", number);
  }
}
