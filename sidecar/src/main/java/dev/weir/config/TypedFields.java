package dev.weir.config;

import dev.weir.ecs.EcsSchema;
import dev.weir.flag.FlagRule;
import dev.weir.type.FieldCheck;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.yaml.Section;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds names of fields in rules that no record of the rule's type can have. A rule may ask for the
 * record's own fields, those of the normal form, flags, and what lies around a record.
 */
final class TypedFields implements FieldCheck {
  private static final String AROUND = "weir.envelope.";

  private final Map<String, TypeConfig> types;
  private final Set<String> flags = new HashSet<>();

  TypedFields(Map<String, TypeConfig> types, Collection<FlagRule> rules) {
    this.types = types;
    rules.forEach(rule -> flags.addAll(rule.names()));
  }

  @Override
  public void check(Section section, String key, String name, List<String> fields) {
    LogType type = type(name);
    if (type == null || fields.isEmpty()) {
      return;
    }
    List<String> expected =
        fields.stream()
            .map(field -> isOfAny(field) ? null : type.names().expectedFor(field))
            .filter(Objects::nonNull)
            .toList();
    if (expected.size() == fields.size()) {
      String given = "'" + String.join("', '", fields) + "', which no record of " + name + " has";
      section.problem(key, given, expected.getFirst());
    }
  }

  private boolean isOfAny(String field) {
    return EcsSchema.get().has(field) || flags.contains(field) || field.startsWith(AROUND);
  }

  private @Nullable LogType type(String name) {
    TypeConfig given = types.get(name);
    LogType type =
        given != null && given.defined() != null ? given.defined() : LogTypes.shipped().named(name);
    return type == null || given == null ? type : type.withFields(given.indices().fields());
  }
}
