package dev.weir.source;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Configuration that names the type of objects by their keys.
 *
 * @param keys a glob, as in {@link KeyGlob}
 * @param type the type's name
 * @param where which rule of the configuration it is, in words for people
 */
public record TypeRule(String keys, String type, String where) {

  /**
   * Reads one of {@code types} of a bucket.
   *
   * @param types reads the name of a type
   */
  static TypeRule read(Section section, Form<String> types, String where) {
    return new TypeRule(
        section.required("key", "", "a glob for keys", Forms.TEXT),
        section.required("type", "", "a type", types),
        where);
  }

  /**
   * Reads {@code types} of a bucket.
   *
   * @param types reads the name of a type
   */
  static List<TypeRule> readAll(Section bucket, String name, Form<String> types) {
    List<TypeRule> rules = new ArrayList<>();
    for (Section each : bucket.sections("types")) {
      rules.add(read(each, types, "types[%d] of the bucket %s".formatted(rules.size(), name)));
    }
    return List.copyOf(rules);
  }
}
