package dev.weir.filter;

import com.google.re2j.Pattern;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a record's field must be for a rule to hold. Numbers and booleans compare as their text. */
public sealed interface Condition {
  /** The field it looks at. */
  FilterField field();

  /**
   * Whether it holds for this record.
   *
   * @param around the record that holds this one, or null
   * @param value is scratch
   */
  default boolean holds(LogEvent event, @Nullable LogEvent around, FieldValue value)
      throws MsgpackException {
    boolean there = field().find(event, around, value);
    return switch (this) {
      case Exists(FilterField _, boolean wanted) -> there == wanted;
      case In(FilterField _, Set<String> values) -> there && values.contains(value.text());
      case Matches(FilterField _, Pattern pattern) -> there && pattern.matcher(value.text()).find();
    };
  }

  /** The field is there, or is not. */
  record Exists(FilterField field, boolean wanted) implements Condition {}

  /** The field is one of these values. */
  record In(FilterField field, Set<String> values) implements Condition {
    public In {
      values = Set.copyOf(values);
    }
  }

  /** The pattern, of linear time, is found in the field. */
  record Matches(FilterField field, Pattern pattern) implements Condition {}
}
