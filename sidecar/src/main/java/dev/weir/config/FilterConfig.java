package dev.weir.config;

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
public record FilterConfig(OwnCallsConfig own, List<FilterRule> rules) {

  static FilterConfig read(Section section, KnownTypes known, TypedFields fields) {
    List<Section> sections = section.sections("rules");
    List<FilterRule> rules =
        sections.stream()
            .map(rule -> FilterRule.read(rule, known, fields))
            .filter(Objects::nonNull)
            .toList();
    Set<String> names = new HashSet<>();
    for (Section rule : sections) {
      String name = rule.optional("name", Forms.TEXT);
      if (name != null && !names.add(name)) {
        rule.problem("name", "'" + name + "' a second time", "a name of its own");
      }
    }
    return new FilterConfig(OwnCallsConfig.read(section.section("own")), rules);
  }
}
