package dev.weir.flag;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One flag: a field of the document that is 1 or 0.
 *
 * @param name the field
 * @param values the values for which it is 1, matched exactly, numbers like their text; {@code 2xx}
 *     stands for 200 to 299
 * @param otherwise whether it is 1 when the other flag of the pair is not, absence included
 */
public record Flag(String name, List<String> values, boolean otherwise) {

  private static final Form<String> NAME =
      Forms.matching(
          "letters, digits, `_`",
          "[A-Za-z][A-Za-z0-9_]{0,63}",
          "letters, digits and _, a letter first");

  /** The first flag of a pair, which has values: only the other one may stand for the rest. */
  static @Nullable Flag one(Section section) {
    if (!section.present()) {
      return null;
    }
    Flag flag = new Flag(name(section), values(section), false);
    if (section.has("otherwise")) {
      section.problem("otherwise", "a key of the other flag", "values here, otherwise in other");
    } else if (flag.values.isEmpty()) {
      section.problem("no values", "values: [...]");
    }
    return flag;
  }

  /** The second flag of a pair. */
  static @Nullable Flag other(Section section) {
    if (!section.present()) {
      return null;
    }
    boolean otherwise = section.value("otherwise", false, Forms.BOOLEAN);
    Flag flag = new Flag(name(section), values(section), otherwise);
    if (flag.values.isEmpty() != flag.otherwise) {
      section.problem(
          flag.otherwise ? "values and otherwise" : "neither values nor otherwise",
          "values: [...] or otherwise: true");
    }
    return flag;
  }

  private static String name(Section section) {
    return section.required("name", "", "the name of the flag", NAME);
  }

  private static List<String> values(Section section) {
    return section.list("values", List.of(), Forms.ANY);
  }
}
