package dev.weir.flag;

import dev.weir.match.FieldTest;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One flag: a field of the document that is 1 or 0.
 *
 * @param name the field
 * @param test what the rule's field must be like for it to be 1
 * @param otherwise whether it is 1 when the other flag of the pair is not, absence included
 */
public record Flag(String name, FieldTest test, boolean otherwise) {

  private static final String EXPECTED = FieldTest.EXPECTED.replace("one of ", "one of values, ");

  private static final Form<String> NAME =
      Forms.matching(
          "letters, digits, `_`",
          "[A-Za-z][A-Za-z0-9_]{0,63}",
          "letters, digits and _, a letter first");

  /** Its operators with their values, as the file has them. */
  public Map<String, Object> operators() {
    return test.written();
  }

  /** The first flag of a pair, which has values: only the other one may stand for the rest. */
  static @Nullable Flag one(Section section) {
    if (!section.present()) {
      return null;
    }
    Flag flag = new Flag(name(section), test(section), false);
    if (section.has("otherwise")) {
      section.problem("otherwise", "a key of the other flag", "values here, otherwise in other");
    } else if (flag.test.isEmpty()) {
      section.problem("no operator", EXPECTED);
    }
    return flag;
  }

  /** The second flag of a pair. */
  static @Nullable Flag other(Section section) {
    if (!section.present()) {
      return null;
    }
    boolean otherwise = section.value("otherwise", false, Forms.BOOLEAN);
    Flag flag = new Flag(name(section), test(section), otherwise);
    if (flag.test.isEmpty() != flag.otherwise) {
      section.problem(
          flag.otherwise ? "an operator beside otherwise" : "neither an operator nor otherwise",
          flag.otherwise ? "otherwise: true alone" : EXPECTED + ", or otherwise: true");
    }
    return flag;
  }

  private static String name(Section section) {
    return section.required("name", "", "the name of the flag", NAME);
  }

  private static FieldTest test(Section section) {
    return FieldTest.read(section, "values");
  }
}
