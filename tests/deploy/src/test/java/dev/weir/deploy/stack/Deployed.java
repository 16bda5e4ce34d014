package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a {@link Template} makes with given parameters: conditions decided, functions worked out.
 * Nested stacks are read from the file beside the template whose name their {@code TemplateURL}
 * ends with.
 */
public final class Deployed {
  private final Template template;
  private final Map<String, String> values;
  private final Functions functions;
  private final Map<String, Deployed> children = new TreeMap<>();

  Deployed(Template template, Map<String, String> values) {
    this.template = template;
    this.values = Map.copyOf(values);
    this.functions = new Functions(this, new Parameters(template, values));
  }

  /** The template. */
  public Template template() {
    return template;
  }

  /** All resources whose condition holds, in the order of the template. */
  public Map<String, JsonNode> resources() {
    Map<String, JsonNode> resources = new LinkedHashMap<>();
    for (var each : template.section("Resources").properties()) {
      if (holds(each.getValue())) {
        resources.put(each.getKey(), functions.resolve(each.getValue()));
      }
    }
    return resources;
  }

  /** Those resources of a type, such as {@code AWS::SQS::QueuePolicy}. */
  public Map<String, JsonNode> ofType(String type) {
    Map<String, JsonNode> resources = resources();
    resources.values().removeIf(each -> !each.path("Type").asText().equals(type));
    return resources;
  }

  /**
   * One resource, worked out.
   *
   * @throws IllegalArgumentException if the template has none of that name, or its condition does
   *     not hold
   */
  public JsonNode resource(String id) {
    JsonNode resource = template.resource(id);
    if (resource.isMissingNode() || !holds(resource)) {
      throw new IllegalArgumentException(template.file() + " makes no resource " + id);
    }
    return functions.resolve(resource);
  }

  /** The outputs whose condition holds. */
  public ObjectNode outputs() {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    for (var each : template.section("Outputs").properties()) {
      if (holds(each.getValue())) {
        outputs.set(each.getKey(), functions.resolve(each.getValue().path("Value")));
      }
    }
    return outputs;
  }

  /** Works out any part of the template's document. */
  public JsonNode resolve(JsonNode part) {
    return functions.resolve(part);
  }

  /** A nested stack, with the parameters that the template passes to it. */
  public Deployed nested(String id) {
    Deployed known = children.get(id);
    if (known == null) {
      JsonNode properties = resource(id).path("Properties");
      String url = properties.path("TemplateURL").asText();
      Path file = template.file().resolveSibling(url.substring(url.lastIndexOf('/') + 1));
      Map<String, String> passed = new LinkedHashMap<>();
      values.forEach(
          (key, value) -> {
            if (key.startsWith("AWS::")) {
              passed.put(key, value);
            }
          });
      for (var each : properties.path("Parameters").properties()) {
        passed.put(each.getKey(), text(each.getValue()));
      }
      known = Template.read(file).deploy(passed);
      children.put(id, known);
    }
    return known;
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    StringBuilder list = new StringBuilder();
    value.forEach(each -> list.append(list.isEmpty() ? "" : ",").append(each.asText()));
    return list.toString();
  }

  private boolean holds(JsonNode conditional) {
    JsonNode condition = conditional.path("Condition");
    return !condition.isTextual() || functions.condition(condition.textValue());
  }
}
