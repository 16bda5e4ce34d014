package dev.weir.match;

import dev.weir.event.FieldValue;

/** What a value of a field must be. */
public interface ValueTest {
  /** Whether this value is so; it is a view, and valid during the call. */
  boolean isMetBy(FieldValue value);

  /** Whether it takes values as they came; if not, it takes them in lower case. */
  default boolean isCased() {
    return true;
  }
}
