package dev.weir.filter;

import dev.weir.match.FieldTest;
import dev.weir.record.FieldNames;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/**
 * A condition on a field.
 *
 * @param field its path with dots
 * @param test what it must be like
 */
public record Condition(String field, FieldTest test) {

  /** Reads a field and operators. */
  static Condition read(Section section) {
    String field = section.required("field", "", "a field", Forms.TEXT);
    if (FieldNames.isOfDetection(field)) {
      section.problem(
          "field",
          "'" + field + "', which Weir fills after the filter",
          "a field of the log, of ECS or of an enrichment, or a flag");
    }
    FieldTest test = FieldTest.read(section, null);
    if (section.present() && test.isEmpty()) {
      section.problem("no operator", FieldTest.EXPECTED);
    }
    return new Condition(field, test);
  }
}
