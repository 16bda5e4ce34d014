package dev.weir.indices;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsSchema;
import dev.weir.type.FieldType;
import dev.weir.type.LogType;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Spelling;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a type's indices have in any case, of which a roll-up can be made: of the normal
 * form, of the type, its promoted parts and its flags.
 */
final class RollupFields {
  private static final Set<FieldType> GROUPS =
      EnumSet.of(FieldType.KEYWORD, FieldType.BOOLEAN, FieldType.IP, FieldType.LONG);
  private static final Set<FieldType> SUMS = EnumSet.of(FieldType.LONG, FieldType.DOUBLE);

  private final Map<String, FieldType> types = new TreeMap<>();

  RollupFields(@Nullable LogType type, Map<String, FieldType> promoted, Collection<String> flags) {
    EcsSchema schema = EcsSchema.get();
    if (type != null) {
      Set<String> moved = schema.roots();
      type.fields()
          .forEach(
              (name, holds) -> {
                if (!moved.contains(name.split("\\.", -1)[0])) {
                  types.put(name, type.isCountedInSchema(name) ? FieldType.STORED : holds);
                }
              });
    }
    schema.fields().forEach(field -> types.put(field.name(), type(field.type())));
    promoted.forEach((name, holds) -> types.put("promoted." + name, holds));
    flags.forEach(flag -> types.put(flag, FieldType.LONG));
  }

  /** A field by whose values can be grouped. */
  Form<String> groups() {
    return Forms.text(
        "field", text -> known(text, GROUPS, "a keyword, an address, a long or a flag"));
  }

  /** A field whose values can be added up. */
  Form<String> sums() {
    return Forms.text("field", text -> known(text, SUMS, "a long, a double or a flag"));
  }

  private String known(String text, Set<FieldType> fit, String expected) {
    FieldType holds = types.get(text);
    if (holds == null) {
      throw new IllegalArgumentException(
          Spelling.nearest(text, types.keySet())
              .map(nearest -> "'" + nearest + "'")
              .orElse(
                  "a field of the type, of the normal form, promoted.<name> of its promote, or one"
                      + " of its flags"));
    }
    if (!fit.contains(holds)) {
      throw new IllegalArgumentException(expected + "; this is a " + holds.label());
    }
    return text;
  }

  private static FieldType type(EcsField.Type type) {
    return switch (type) {
      case KEYWORD -> FieldType.KEYWORD;
      case TEXT -> FieldType.TEXT;
      case LONG -> FieldType.LONG;
      case IP -> FieldType.IP;
      case DATE -> FieldType.DATE;
      case GEO_POINT, STORED -> FieldType.STORED;
    };
  }
}
