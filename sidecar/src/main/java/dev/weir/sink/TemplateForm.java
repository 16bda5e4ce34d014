package dev.weir.sink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.ecs.EcsSchema;
import dev.weir.type.LogType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The templates that follow from what types and the schema say of their fields. */
final class TemplateForm {
  private static final JsonMapper JSON = new JsonMapper();

  private TemplateForm() {}

  /** The component template of the normal form. */
  static String schema() {
    Map<String, String> mappings = new TreeMap<>();
    EcsSchema.get().fields().forEach(field -> mappings.put(field.name(), field.type().mapping()));
    return component(mappings);
  }

  /** The component template of a type's native fields, but those that lie under native. */
  static String fields(LogType type) {
    Map<String, String> mappings = new TreeMap<>();
    Set<String> moved = EcsSchema.get().roots();
    type.fields()
        .forEach(
            (name, field) -> {
              if (!moved.contains(name.split("\\.", -1)[0])) {
                mappings.put(name, field.mapping());
              }
            });
    return component(mappings);
  }

  /** The index template of a type. */
  static String index(LogType type, List<String> components) {
    ObjectNode template = JSON.createObjectNode();
    template.putArray("index_patterns").add("weir-" + type.name() + "-*");
    // A name that goes on behind another's has to win.
    template.put("priority", 200 + type.name().length());
    components.forEach(template.putArray("composed_of")::add);
    return template.toString();
  }

  private static String component(Map<String, String> mappings) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode properties =
        root.putObject("template").putObject("mappings").putObject("properties");
    mappings.forEach((name, mapping) -> put(properties, name, mapping));
    return root.toString();
  }

  private static void put(ObjectNode properties, String name, String mapping) {
    ObjectNode at = properties;
    String[] path = name.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      at = at.withObjectProperty(path[i]).withObjectProperty("properties");
    }
    try {
      at.set(path[path.length - 1], JSON.readTree(mapping));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
