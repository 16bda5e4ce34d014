package dev.weir.match;

import dev.weir.event.FieldValue;
import java.util.Arrays;

/** How the text of one field lies to that of another. */
public enum TextRelation {
  EQUALS,
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH;

  /** Whether a text lies so to the other; numbers count as their text. */
  public boolean holds(FieldValue text, FieldValue other) {
    if (!text.write() || !other.write() || text.length() < other.length()) {
      return false;
    }
    int last = text.length() - other.length();
    return switch (this) {
      case EQUALS -> last == 0 && isAt(text, 0, other);
      case STARTS_WITH -> isAt(text, 0, other);
      case ENDS_WITH -> isAt(text, last, other);
      case CONTAINS -> {
        boolean found = false;
        for (int at = 0; at <= last && !found; at++) {
          found = isAt(text, at, other);
        }
        yield found;
      }
    };
  }

  private static boolean isAt(FieldValue text, int at, FieldValue other) {
    int from = text.at() + at;
    return Arrays.equals(
        text.bytes(),
        from,
        from + other.length(),
        other.bytes(),
        other.at(),
        other.at() + other.length());
  }
}
