package dev.weir.filter;

import com.google.re2j.Pattern;
import dev.weir.event.FieldValue;
import dev.weir.match.ValueTest;
import dev.weir.msgpack.MsgpackException;
import dev.weir.record.FieldReference;
import dev.weir.record.RecordView;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import java.util.Set;

/**
 * A condition on a field, named by its path with dots. An absent field meets only exists: false.
 * Numbers and booleans compare as their text; of a field with several values one is enough.
 */
public sealed interface Condition {
  /** The field. */
  String field();

  /**
   * Whether it holds for this record.
   *
   * @param resolved its field
   */
  default boolean holds(RecordView record, FieldReference resolved) throws MsgpackException {
    return switch (this) {
      case Exists(String _, boolean wanted) -> record.has(resolved) == wanted;
      case In in -> record.any(resolved, in);
      case Matches matches -> record.any(resolved, matches);
    };
  }

  /** Its value is one of these. */
  record In(String field, Set<String> values) implements Condition, ValueTest {
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public boolean isMetBy(FieldValue value) {
      return values.contains(value.text());
    }
  }

  /** It is there, or is not. */
  record Exists(String field, boolean wanted) implements Condition {}

  /** The pattern is found in its value. */
  record Matches(String field, Pattern pattern) implements Condition, ValueTest {
    @Override
    public boolean isMetBy(FieldValue value) {
      return pattern.matcher(value.text()).find();
    }
  }

  /** Reads a field and exactly one of equals, in, exists, regex. */
  static Condition read(Section section) {
    String field = section.required("field", "", "a field", Forms.TEXT);
    String equal = section.optional("equals", Forms.ANY);
    List<String> in = section.has("in") ? section.list("in", List.of(), Forms.ANY) : List.of();
    Boolean exists = section.optional("exists", Forms.BOOLEAN);
    Pattern regex = section.optional("regex", Forms.REGEX);
    if (List.of("equals", "in", "exists", "regex").stream().filter(section::has).count() != 1) {
      section.problem("no test or several", "one of equals, in, exists, regex");
    }
    if (regex != null) {
      return new Matches(field, regex);
    }
    if (exists != null) {
      return new Exists(field, exists);
    }
    return new In(field, equal == null ? Set.copyOf(in) : Set.of(equal));
  }
}
