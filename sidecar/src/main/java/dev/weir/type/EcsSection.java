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
import org.jspecify.annotations.Nullable;

/**
 * Reads how fields of the Elastic Common Schema get their values: the section {@code ecs} of a
 * type's file.
 */
final class EcsSection {
  private EcsSection() {}

  static List<EcsRule> read(Section section, NativeNames names) {
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
      if (section.isSection(field)) {
        rules.add(rule(field, section.section(field), names));
      } else if (section.hasSections(field)) {
        section.sections(field).forEach(each -> rules.add(rule(field, each, names)));
      } else {
        List<String> from = section.oneOrMore(field, TypeFile.PATH);
        from.forEach(path -> names.check(section, field, path));
        rules.add(EcsRule.plain(field, from));
      }
    }
    return rules;
  }

  private static EcsRule rule(String field, Section section, NativeNames names) {
    List<String> from = section.oneOrMore("from", TypeFile.PATH);
    from.forEach(path -> names.check(section, "from", path));
    Form<String> constant = constants(field);
    List<String> values = section.oneOrMore("value", constant);
    if (from.isEmpty() == values.isEmpty()) {
      section.problem(
          from.isEmpty() ? "neither from nor value" : "both from and value", "one of them");
    }
    List<String> absent = section.oneOrMore("absent", constant);
    return new EcsRule(
        field,
        conditions(section, "when", names),
        conditions(section, "unless", names),
        from,
        section.value("all", false, Forms.BOOLEAN),
        part(section),
        section.value("as", EcsRule.Form.VALUE, Forms.choice(EcsRule.Form.class)),
        table(section, "map", constant),
        absent.isEmpty() ? null : absent,
        values);
  }

  private static EcsRule.@Nullable Part part(Section section) {
    String after = section.value("after", "", Forms.TEXT);
    String before = section.value("before", "", Forms.TEXT);
    return after.isEmpty() && before.isEmpty() ? null : new EcsRule.Part(after, before);
  }

  private static Map<String, List<String>> conditions(
      Section section, String name, NativeNames names) {
    Map<String, List<String>> when = table(section, name, Forms.TEXT);
    for (String field : when.keySet()) {
      try {
        names.check(section, name, TypeFile.path(field));
      } catch (IllegalArgumentException e) {
        section.problem(name, "'" + field + "'", String.valueOf(e.getMessage()));
      }
    }
    return when;
  }

  /** Values by key, one or more of each. */
  private static Map<String, List<String>> table(Section section, String name, Form<String> form) {
    Map<String, List<String>> table = new LinkedHashMap<>();
    if (section.has(name)) {
      Section entries = section.section(name);
      for (String key : entries.keys()) {
        List<String> values = entries.oneOrMore(key, form);
        if (values.isEmpty()) {
          entries.problem(key, "nothing", "a value, or a list of them");
        }
        table.put(key, values);
      }
    }
    return table;
  }

  /** What may be written into a field as it stands. */
  private static Form<String> constants(String field) {
    boolean number =
        EcsSchema.get().has(field) && EcsSchema.get().field(field).type() == EcsField.Type.LONG;
    return number
        ? Forms.text(
            "whole number",
            text -> {
              try {
                return Long.toString(Long.parseLong(text));
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    "a whole number, as " + field + " holds those", e);
              }
            })
        : Forms.TEXT;
  }
}
