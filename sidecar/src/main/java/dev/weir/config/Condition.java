package dev.weir.config;

import com.google.re2j.Pattern;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;

/**
 * A condition on a field, named by its path with dots. An absent field meets only exists: false.
 */
public sealed interface Condition {
  /** The field. */
  String field();

  /** Its value is one of these. */
  record In(String field, List<String> values) implements Condition {}

  /** It is there, or is not. */
  record Exists(String field, boolean wanted) implements Condition {}

  /** The pattern is found in its value. */
  record Matches(String field, Pattern pattern) implements Condition {}

  /** Reads a field and exactly one of equals, in, exists, regex. */
  static Condition read(Section section) {
    String field = section.required("field", "", "a field", Forms.TEXT);
    String equal = section.optional("equals", text -> text);
    List<String> in = section.has("in") ? section.list("in", List.of(), text -> text) : List.of();
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
    return new In(field, equal == null ? in : List.of(equal));
  }
}
