package dev.weir.flag;

import dev.weir.record.FieldReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One or two flags told from one field's value. They are always written, as 1 or 0.
 *
 * @param fields the first of these that a record has is looked at
 * @param one the flag of the listed values
 * @param other the flag of the other list, or of all that the first does not list; null for none
 */
public record FlagRule(List<FieldReference> fields, Flag one, @Nullable Flag other) {
  public FlagRule {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a flag needs a field to look at");
    }
    fields = List.copyOf(fields);
  }

  /**
   * One flag.
   *
   * @param name the field it becomes in the document
   * @param place among all flags; see {@link dev.weir.record.FieldNames#flag}
   * @param values values for which it is 1, matched exactly, numbers like their text; {@code 2xx}
   *     stands for 200 to 299. Null: it is 1 for all that the other flag does not list, absent
   *     included
   */
  public record Flag(String name, int place, @Nullable List<String> values) {
    public Flag {
      values = values == null ? null : List.copyOf(values);
    }
  }
}
