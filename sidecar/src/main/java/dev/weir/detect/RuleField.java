package dev.weir.detect;

import dev.weir.record.FieldReference;
import java.util.List;

/**
 * What a rule's field means in records of one type.
 *
 * @param references the fields of the record; one value of any of them is enough. Empty for all of
 *     the record
 */
record RuleField(List<FieldReference> references) {
  /** All that a record says itself. */
  static final RuleField WHOLE_RECORD = new RuleField(List.of());

  RuleField {
    references = List.copyOf(references);
  }

  boolean isWholeRecord() {
    return references.isEmpty();
  }
}
