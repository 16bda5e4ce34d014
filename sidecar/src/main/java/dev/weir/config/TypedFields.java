package dev.weir.config;

import dev.weir.ecs.EcsSchema;
import dev.weir.flag.FlagRule;
import dev.weir.record.FieldNames;
import dev.weir.type.FieldCheck;
import dev.weir.type.LogType;
import dev.weir.yaml.Section;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds names of fields in rules that no record of the rule's type can have. A rule may ask for the
 * record's own fields, those of the normal form, flags, and what lies around a record.
 */
final class TypedFields implements FieldCheck {
  private final Map<String, TypeConfig> types;
  private final FieldNames names;

  TypedFields(Map<String, TypeConfig> types, Collection<FlagRule> rules) {
    this.types = types;
    this.names =
        new FieldNames(
            EcsSchema.get(), rules.stream().flatMap(rule -> rule.names().stream()).toList());
  }

  @Override
  public void check(Section section, String key, String name, List<String> fields) {
    LogType type = type(name);
    if (type == null || fields.isEmpty()) {
      return;
    }
    List<String> expected =
        fields.stream()
            .map(field -> names.isBesideOwn(field) ? null : type.names().expectedFor(field))
            .filter(Objects::nonNull)
            .toList();
    if (expected.size() == fields.size()) {
      String given = "'" + String.join("', '", fields) + "', which no record of " + name + " has";
      section.problem(key, given, expected.getFirst());
    }
  }

  private @Nullable LogType type(String name) {
    TypeConfig given = types.get(name);
    LogType type = TypeConfig.type(types, name);
    return type == null || given == null ? type : type.withFields(given.indices().fields());
  }
}
