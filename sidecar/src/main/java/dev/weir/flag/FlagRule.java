package dev.weir.flag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pair of flags on one field. Each flag is always in the document, as 1 or 0.
 *
 * @param types the types it holds for
 * @param fields where the value is; the first that exists counts
 * @param one the first flag of the pair
 * @param other the second flag, null if the rule has only one
 */
public record FlagRule(List<String> types, List<String> fields, Flag one, @Nullable Flag other) {

  /** The names of its flags. */
  public List<String> names() {
    return other == null ? List.of(one.name()) : List.of(one.name(), other.name());
  }

  FlagRule forTypes(List<String> remaining) {
    return new FlagRule(remaining, fields, one, other);
  }
}
