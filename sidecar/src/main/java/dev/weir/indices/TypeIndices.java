package dev.weir.indices;

import dev.weir.type.FieldType;
import dev.weir.type.LogType;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of the indices of a type.
 *
 * @param shards primary shards of each; null for {@code opensearch.shards}
 * @param maxEventAge an event that is older when its object was written lies in the index of the
 *     object's time; null for what the type has
 * @param retention how long after its period an index is deleted; null for never
 * @param promote parts of open fields that get a field of their own, and what they hold
 * @param fields native fields that the type does not list, and what they hold
 * @param rollup what is kept in a shorter form; null for nothing
 */
public record TypeIndices(
    @Nullable Integer shards,
    @Nullable Duration maxEventAge,
    @Nullable Duration retention,
    Map<String, FieldType> promote,
    Map<String, FieldType> fields,
    @Nullable Rollup rollup) {
  /** Nothing is said. */
  public static final TypeIndices NONE =
      new TypeIndices(null, null, null, Map.of(), Map.of(), null);

  /**
   * Reads the keys of a type that say it.
   *
   * @param type what is known of the type
   * @param flags the names of its flags
   */
  public static TypeIndices read(
      Section section, @Nullable LogType type, Collection<String> flags) {
    Map<String, FieldType> promote = new LinkedHashMap<>();
    Section parts = section.section("promote");
    for (String name : parts.keys()) {
      FieldType holds = parts.value(name, FieldType.KEYWORD, Forms.choice(FieldType.class));
      if (holds.isObject()) {
        parts.problem(name, "'" + holds.label() + "'", "what a single value is, such as keyword");
      }
      promote.put(name, holds);
    }
    Map<String, FieldType> fields = fields(section.section("fields"));
    Duration retention = section.optional("retention", Forms.duration("1d", "36500d"));
    return new TypeIndices(
        section.optional("shards", Forms.number(1, 1024)),
        section.optional("max_event_age", Forms.duration("1d", "36500d")),
        retention,
        promote,
        fields,
        Rollup.read(
            section.section("rollup"),
            new RollupFields(type == null ? null : type.withFields(fields), promote, flags),
            retention));
  }

  private static Map<String, FieldType> fields(Section section) {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    for (String name : section.keys()) {
      fields.put(name, section.value(name, FieldType.KEYWORD, Forms.choice(FieldType.class)));
    }
    return fields;
  }

  /** As the file would have it. */
  public Map<String, Object> shown() {
    Map<String, Object> map = new LinkedHashMap<>();
    if (shards != null) {
      map.put("shards", shards);
    }
    if (maxEventAge != null) {
      map.put("max_event_age", Durations.format(maxEventAge));
    }
    if (retention != null) {
      map.put("retention", Durations.format(retention));
    }
    map.put("promote", labels(promote));
    map.put("fields", labels(fields));
    if (rollup != null) {
      map.put("rollup", rollup.shown());
    }
    return map;
  }

  private static Map<String, Object> labels(Map<String, FieldType> types) {
    Map<String, Object> labels = new LinkedHashMap<>();
    types.forEach((name, type) -> labels.put(name, type.label()));
    return labels;
  }
}
