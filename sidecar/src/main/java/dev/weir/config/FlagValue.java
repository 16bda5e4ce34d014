package dev.weir.config;

import java.util.regex.Pattern;

/** A value that sets a flag. */
public sealed interface FlagValue {
  /** Exactly this text; a number in a record counts by its decimal form. */
  record Exact(String text) implements FlagValue {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Any status of three digits that begins with this one, as in {@code 2xx}. */
  record StatusClass(int hundreds) implements FlagValue {
    @Override
    public String toString() {
      return hundreds + "xx";
    }
  }

  /** Reads one value: {@code 1xx} to {@code 9xx} are classes, all else is exact. */
  static FlagValue parse(String text) {
    return Pattern.matches("[1-9]xx", text)
        ? new StatusClass(text.charAt(0) - '0')
        : new Exact(text);
  }
}
