package dev.weir.filter;

import dev.weir.event.FieldPath;
import java.util.List;

/**
 * Changes fields before they are indexed.
 *
 * @param fields what it changes, where it is there
 */
public record FieldRule(List<FieldPath> fields, Change change) {
  public FieldRule {
    fields = List.copyOf(fields);
  }

  /** What becomes of the field. */
  public enum Change {
    /** The text {@code ***}. */
    MASK,
    /** The first 128 bits of its keyed SHA-256, hexadecimal: equal values stay comparable. */
    HASH,
    /** Taken out with its name. */
    REMOVE
  }
}
