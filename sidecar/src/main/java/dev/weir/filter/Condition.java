package dev.weir.filter;

import com.google.re2j.Pattern;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.Set;

/** What a record's field must be for a rule to hold. Numbers and booleans compare as their text. */
public sealed interface Condition {
  /** The field it looks at. */
  FieldPath field();

  /** Whether it holds for this record. {@code value} is scratch. */
  default boolean holds(LogEvent event, FieldValue value) throws MsgpackException {
    boolean there = event.find(field(), value);
    return switch (this) {
      case Exists(FieldPath _, boolean wanted) -> there == wanted;
      case In(FieldPath _, Set<String> values) -> there && values.contains(value.text());
      case Matches(FieldPath _, Pattern pattern) -> there && pattern.matcher(value.text()).find();
    };
  }

  /** The field is there, or is not. */
  record Exists(FieldPath field, boolean wanted) implements Condition {}

  /** The field is one of these values. */
  record In(FieldPath field, Set<String> values) implements Condition {
    public In {
      values = Set.copyOf(values);
    }
  }

  /** The pattern, of linear time, is found in the field. */
  record Matches(FieldPath field, Pattern pattern) implements Condition {}
}
