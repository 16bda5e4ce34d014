package dev.weir.ecs;

import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.YamlFile;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The fields of the Elastic Common Schema that Weir fills. Each has a slot, a number from 0, in an
 * order in which the members of one object follow each other. Immutable.
 */
public final class EcsSchema {
  private static final EcsSchema INSTANCE = load();

  private final String version;
  private final List<EcsField> fields;
  private final Map<String, EcsField> byName = new HashMap<>();

  private EcsSchema(String version, Map<String, EcsField.Type> types) {
    this.version = version;
    List<String[]> paths =
        types.keySet().stream()
            .map(name -> name.split("\\.", -1))
            .sorted((a, b) -> Arrays.compare(a, b, Comparator.naturalOrder()))
            .toList();
    Map<String, Integer> objects = new HashMap<>();
    for (int slot = 0; slot < paths.size(); slot++) {
      String name = String.join(".", paths.get(slot));
      byName.put(name, EcsField.of(name, slot, Objects.requireNonNull(types.get(name)), objects));
    }
    fields = byName.values().stream().sorted(Comparator.comparingInt(EcsField::slot)).toList();
  }

  /** The one that ships. */
  public static EcsSchema get() {
    return INSTANCE;
  }

  /** The version of the schema that names and meanings are from. */
  public String version() {
    return version;
  }

  /** The field of this name. */
  public EcsField field(String name) {
    EcsField field = byName.get(name);
    if (field == null) {
      throw new IllegalArgumentException("no field of ecs.yaml: " + name);
    }
    return field;
  }

  public boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The names of all fields. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** All fields, by slot. */
  public List<EcsField> fields() {
    return fields;
  }

  /** The names that fields of the schema begin with. */
  public Set<String> roots() {
    Set<String> roots = new LinkedHashSet<>();
    fields.forEach(field -> roots.add(field.root()));
    return roots;
  }

  private static EcsSchema load() {
    YamlFile file = YamlFile.shipped(EcsSchema.class, "ecs.yaml");
    String version = file.root().required("version", "", "a version", Forms.TEXT);
    Map<String, EcsField.Type> types = new TreeMap<>();
    var section = file.root().section("fields");
    for (String name : section.keys()) {
      types.put(
          name,
          section.required(
              name, EcsField.Type.KEYWORD, "a type", Forms.choice(EcsField.Type.class)));
    }
    try {
      file.check();
    } catch (InvalidFileException e) {
      throw new IllegalStateException(e);
    }
    return new EcsSchema(version, types);
  }
}
