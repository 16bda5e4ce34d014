package dev.weir.indices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ecs.EcsSchema;
import dev.weir.type.FieldType;
import dev.weir.type.LogType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The templates that follow from what types, the schema and the configuration say of fields. */
final class TemplateForm {
  private static final JsonMapper JSON = new JsonMapper();

  private TemplateForm() {}

  /** The component template of the normal form. */
  static ObjectNode schema() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode properties = properties(root);
    EcsSchema.get()
        .fields()
        .forEach(field -> put(properties, field.name(), field.type().mapping()));
    return root;
  }

  /** A template that ships as a file. */
  static ObjectNode shipped(String json) {
    return (ObjectNode) read(json);
  }

  /** Gives the component template of all documents the flags. */
  static ObjectNode withFlags(ObjectNode base, Set<String> flags) {
    ObjectNode properties = properties(base);
    flags.stream().sorted().forEach(flag -> properties.putObject(flag).put("type", "byte"));
    return base;
  }

  /** The component template of a type's native fields, but those that lie under native. */
  static ObjectNode fields(LogType type) {
    ObjectNode root = JSON.createObjectNode();
    if (type.indexing().closed()) {
      mappings(root).put("dynamic", false);
    }
    ObjectNode properties = properties(root);
    Set<String> moved = EcsSchema.get().roots();
    for (Map.Entry<String, FieldType> field : type.fields().entrySet()) {
      if (!moved.contains(field.getKey().split("\\.", -1)[0])) {
        put(properties, field.getKey(), field.getValue().mapping());
        if (field.getValue() == FieldType.KEYWORD && type.isCountedInSchema(field.getKey())) {
          at(properties, field.getKey()).put("doc_values", false);
        }
      }
    }
    type.indexing()
        .promoted()
        .forEach((name, field) -> put(properties, "promoted." + name, field.mapping()));
    return root;
  }

  /**
   * The index template of a type.
   *
   * @param shards primary shards of its indices; null for those of all
   */
  static ObjectNode index(LogType type, List<String> components, @Nullable Integer shards) {
    ObjectNode template = JSON.createObjectNode();
    template.putArray("index_patterns").add("weir-" + type.name() + "-*");
    // A name that goes on behind another's has to win.
    template.put("priority", 200 + type.name().length());
    components.forEach(template.putArray("composed_of")::add);
    if (shards != null) {
      template
          .withObjectProperty("template")
          .withObjectProperty("settings")
          .put("number_of_shards", shards);
    }
    return template;
  }

  private static ObjectNode mappings(ObjectNode root) {
    return root.withObjectProperty("template").withObjectProperty("mappings");
  }

  private static ObjectNode properties(ObjectNode root) {
    return mappings(root).withObjectProperty("properties");
  }

  private static void put(ObjectNode properties, String name, String mapping) {
    at(properties, name).setAll((ObjectNode) read(mapping));
  }

  /** The mapping of a field, empty if it is new. */
  private static ObjectNode at(ObjectNode properties, String name) {
    ObjectNode at = properties;
    String[] path = name.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      at = at.withObjectProperty(path[i]).withObjectProperty("properties");
    }
    return at.withObjectProperty(path[path.length - 1]);
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
