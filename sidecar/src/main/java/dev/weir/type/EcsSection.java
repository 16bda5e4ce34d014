package dev.weir.type;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsSchema;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how fields of the Elastic Common Schema get their values: the section {@code ecs} of a
 * type's file.
 */
final class EcsSection {
  private EcsSection() {}

  static List<EcsRule> read(Section section) {
    List<EcsRule> rules = new ArrayList<>();
    for (String field : section.keys()) {
      if (!EcsSchema.get().has(field)) {
        section.problem(
            field,
            "'" + field + "'",
            Spelling.nearest(field, EcsSchema.get().names())
                .map(nearest -> "'" + nearest + "'")
                .orElse("a field of the Elastic Common Schema that Weir fills"));
      }
      rules.add(
          section.isSection(field)
              ? rule(field, section.section(field))
              : new EcsRule(
                  field,
                  section.oneOrMore(field, TypeFile::path),
                  false,
                  EcsRule.Form.VALUE,
                  Map.of(),
                  null,
                  List.of()));
    }
    return rules;
  }

  private static EcsRule rule(String field, Section section) {
    List<String> from = section.oneOrMore("from", TypeFile::path);
    Form<String> constant = constants(field);
    List<String> values = section.oneOrMore("value", constant);
    if (from.isEmpty() == values.isEmpty()) {
      section.problem(
          from.isEmpty() ? "neither from nor value" : "both from and value", "one of them");
    }
    Map<String, List<String>> map = new LinkedHashMap<>();
    if (section.has("map")) {
      Section table = section.section("map");
      table.keys().forEach(key -> map.put(key, table.oneOrMore(key, constant)));
    }
    List<String> absent = section.oneOrMore("absent", constant);
    return new EcsRule(
        field,
        from,
        section.value("all", false, Forms.BOOLEAN),
        section.value("as", EcsRule.Form.VALUE, Forms.choice(EcsRule.Form.class)),
        map,
        absent.isEmpty() ? null : absent,
        values);
  }

  /** What may be written into a field as it stands. */
  private static Form<String> constants(String field) {
    boolean number =
        EcsSchema.get().has(field) && EcsSchema.get().field(field).type() == EcsField.Type.LONG;
    return number
        ? text -> {
          try {
            return Long.toString(Long.parseLong(text));
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a whole number, as " + field + " holds those", e);
          }
        }
        : Forms.TEXT;
  }
}
