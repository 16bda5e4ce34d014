package dev.weir.generate;

import java.util.List;

/**
 * A value that every record gets, in place of a random one.
 *
 * @param field one of {@link #FIELDS}
 * @param value the value; empty takes the field away
 */
public record Enforced(String field, String value) {
  /** What can be enforced. */
  public static final List<String> FIELDS =
      List.of("action", "httpSourceName", "httpStatus", "country", "httpMethod");

  public Enforced {
    if (!FIELDS.contains(field)) {
      throw new IllegalArgumentException(
          "'" + field + "' cannot be enforced: choose one of " + String.join(", ", FIELDS));
    }
    if (!value.matches("[ -~&&[^\"\\\\]]{0,64}")) {
      throw new IllegalArgumentException("a value of at most 64 plain characters for " + field);
    }
  }

  /**
   * Reads {@code action=BLOCK}.
   *
   * @throws IllegalArgumentException if it has another form, with the form in the message
   */
  public static Enforced parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("'" + text + "' is not of the form field=value");
    }
    return new Enforced(text.substring(0, equals), text.substring(equals + 1));
  }
}
