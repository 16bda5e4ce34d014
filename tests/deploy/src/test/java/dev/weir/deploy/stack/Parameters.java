package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a template's parameters and pseudo parameters, held against their rules. */
final class Parameters {
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::AccountId", "123456789012",
          "AWS::Region", "us-east-1",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackName", "weir",
          "AWS::StackId", "arn:aws:cloudformation:us-east-1:123456789012:stack/weir/5f3c1a90-0000");

  private final Map<String, JsonNode> values = new HashMap<>();
  private final Map<String, String> given;

  Parameters(Template template, Map<String, String> given) {
    this.given = given;
    PSEUDO.forEach((name, value) -> values.put(name, text(given.getOrDefault(name, value))));
    for (var each : template.section("Parameters").properties()) {
      String name = each.getKey();
      JsonNode rules = each.getValue();
      String value = given.getOrDefault(name, rules.path("Default").asText(null));
      if (value == null) {
        throw new IllegalArgumentException(template.file() + " needs the parameter " + name);
      }
      check(template, name, rules, value);
      values.put(name, isList(rules) ? list(value) : text(value));
    }
    for (String name : given.keySet()) {
      String id = name.split("\\.", 2)[0];
      if (!values.containsKey(name) && template.resource(id).isMissingNode()) {
        throw new IllegalArgumentException(template.file() + " has no parameter " + name);
      }
    }
  }

  /** The value of that parameter, or null if there is none. */
  @Nullable JsonNode get(String name) {
    return values.get(name);
  }

  /** What the caller put in place of a resource's reference or attribute, or null. */
  @Nullable JsonNode instead(String name) {
    String value = given.get(name);
    return value == null ? null : text(value);
  }

  private static void check(Template template, String name, JsonNode rules, String value) {
    String given = template.file() + ": the parameter " + name + " is `" + value + "`";
    JsonNode allowed = rules.path("AllowedValues");
    if (allowed.isArray()) {
      for (JsonNode each : allowed) {
        if (each.asText().equals(value)) {
          return;
        }
      }
      throw new IllegalArgumentException(given + " and has to be one of " + allowed);
    }
    String pattern = rules.path("AllowedPattern").asText("");
    if (pattern.isEmpty()) {
      return;
    }
    for (String each : isList(rules) ? value.split(",", -1) : new String[] {value}) {
      if (!each.matches(pattern)) {
        throw new IllegalArgumentException(given + " and has to match " + pattern);
      }
    }
  }

  private static boolean isList(JsonNode rules) {
    String type = rules.path("Type").asText();
    return type.contains("List<") || type.contains("CommaDelimitedList");
  }

  private static JsonNode list(String value) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String each : value.split(",", -1)) {
      list.add(each.strip());
    }
    return list;
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }
}
