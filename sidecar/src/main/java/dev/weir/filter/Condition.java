package dev.weir.filter;

import com.google.re2j.Pattern;
import dev.weir.event.FieldValue;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import dev.weir.record.ValueTest;
import java.util.Set;

/** What a record's field must be for a rule to hold. Numbers and booleans compare as their text. */
public sealed interface Condition {
  /** The field it looks at. */
  FieldReference field();

  /** Whether it holds for this record; of a field with several values one is enough. */
  default boolean holds(RecordView record) throws MsgpackException {
    return switch (this) {
      case Exists(FieldReference field, boolean wanted) -> record.has(field) == wanted;
      case In in -> record.any(in.field(), in);
      case Matches matches -> record.any(matches.field(), matches);
    };
  }

  /** The field is there, or is not. */
  record Exists(FieldReference field, boolean wanted) implements Condition {}

  /** The field is one of these values. */
  record In(FieldReference field, Set<String> values) implements Condition, ValueTest {
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public boolean isMetBy(FieldValue value) {
      return values.contains(value.text());
    }
  }

  /** The pattern, of linear time, is found in the field. */
  record Matches(FieldReference field, Pattern pattern) implements Condition, ValueTest {
    @Override
    public boolean isMetBy(FieldValue value) {
      return pattern.matcher(value.text()).find();
    }
  }
}
