package dev.weir.filter;

import dev.weir.type.FieldCheck;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is dropped or changed.
 *
 * @param own the records of Weir's own calls
 * @param rules the rules that drop records or change fields, in their order
 */
public record FilterSettings(OwnCallsSettings own, List<FilterRule> rules) {

  /**
   * Reads the section {@code filter}.
   *
   * @param types reads the name of a type
   * @param fields finds names that no record has
   */
  public static FilterSettings read(Section section, Form<String> types, FieldCheck fields) {
    List<Section> sections = section.sections("rules");
    List<FilterRule> rules =
        sections.stream()
            .map(rule -> FilterRule.read(rule, types, fields))
            .filter(Objects::nonNull)
            .toList();
    Set<String> names = new HashSet<>();
    for (Section rule : sections) {
      String name = rule.optional("name", Forms.TEXT);
      if (name != null && !names.add(name)) {
        rule.problem("name", "'" + name + "' a second time", "a name of its own");
      }
    }
    return new FilterSettings(OwnCallsSettings.read(section.section("own")), rules);
  }
}
