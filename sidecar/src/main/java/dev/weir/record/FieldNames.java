package dev.weir.record;

import dev.weir.ecs.EcsSchema;
import dev.weir.event.FieldPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Resolves the names by which rules ask for fields. Immutable.
 *
 * <ul>
 *   <li>The name of a flag is that flag.
 *   <li>{@code weir.envelope.NAME} is the field {@code NAME} of the record around one.
 *   <li>Any other name is the record's own field; where it has none, the field of the normal form,
 *       {@code source.ip}, {@code user_agent.name}, {@code source.geo.country_iso_code}.
 * </ul>
 */
public final class FieldNames {
  private static final String AROUND = "weir.envelope.";
  private static final Set<String> OF_DETECTION =
      Set.of(
          "weir.rules",
          "weir.severity",
          "threat.framework",
          "threat.technique.id",
          "threat.tactic.name");

  private final EcsSchema schema;
  private final Map<String, Integer> flags = new LinkedHashMap<>();

  /** Names of fields of this schema, and of these flags. */
  public FieldNames(EcsSchema schema, Collection<String> flags) {
    this.schema = schema;
    flags.forEach(flag -> this.flags.putIfAbsent(flag, this.flags.size()));
  }

  /**
   * The field of a name.
   *
   * @throws IllegalArgumentException if the name is no path
   */
  public FieldReference field(String name) {
    Integer flag = flags.get(name);
    if (flag != null) {
      return new FieldReference.OfFlag(flag);
    }
    if (name.startsWith(AROUND) && name.length() > AROUND.length()) {
      String inner = name.substring(AROUND.length());
      return new FieldReference.Around(FieldPath.listOf(List.of("_env." + inner, inner)));
    }
    return new FieldReference.Field(
        FieldPath.of(name), schema.has(name) ? schema.field(name) : null);
  }

  /** Whether detection fills the field, after all that asks for fields here. */
  public static boolean isOfDetection(String name) {
    return OF_DETECTION.contains(name);
  }

  /** Whether a name may be there whatever a record's own fields are. */
  public boolean isBesideOwn(String name) {
    return flags.containsKey(name) || name.startsWith(AROUND) || schema.has(name);
  }

  /** The fields of several names. */
  public List<FieldReference> fields(List<String> names) {
    return names.stream().map(this::field).toList();
  }

  /**
   * A flag's place among all flags.
   *
   * @throws IllegalArgumentException if there is no such flag
   */
  public int flag(String name) {
    Integer place = flags.get(name);
    if (place == null) {
      throw new IllegalArgumentException("no flag has the name " + name);
    }
    return place;
  }

  /** How many flags there are. */
  int flags() {
    return flags.size();
  }
}
