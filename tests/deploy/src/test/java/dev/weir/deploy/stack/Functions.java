package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation's intrinsic functions (template reference, "Intrinsic functions"). One that is not
 * known here is an error, so that nothing passes unresolved.
 */
final class Functions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  /** What {@code AWS::NoValue} stands for: whoever holds it leaves it out. */
  private static final JsonNode NOTHING = MissingNode.getInstance();

  private final Deployed deployed;
  private final Parameters parameters;

  Functions(Deployed deployed, Parameters parameters) {
    this.deployed = deployed;
    this.parameters = parameters;
  }

  /** The node with all functions worked out. */
  JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JSON.arrayNode();
      for (JsonNode each : node) {
        JsonNode value = resolve(each);
        if (!value.isMissingNode()) {
          array.add(value);
        }
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      String name = node.fieldNames().next();
      if (name.equals("Ref") || name.startsWith("Fn::")) {
        return call(name, node.path(name));
      }
    }
    ObjectNode object = JSON.objectNode();
    for (var each : node.properties()) {
      JsonNode value = resolve(each.getValue());
      if (!value.isMissingNode()) {
        object.set(each.getKey(), value);
      }
    }
    return object;
  }

  /** Whether a condition of the template holds. */
  boolean condition(String name) {
    JsonNode condition = deployed.template().section("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new IllegalArgumentException("there is no condition " + name);
    }
    return isTrue(condition);
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> ref(argument.asText());
      case "Fn::GetAtt" -> attribute(argument.path(0).asText(), resolve(argument.path(1)).asText());
      case "Fn::Sub" -> substitute(argument);
      case "Fn::If" -> resolve(argument.path(condition(argument.path(0).asText()) ? 1 : 2));
      case "Fn::Join" -> join(argument.path(0).asText(), resolve(argument.path(1)));
      case "Fn::Select" -> resolve(argument.path(1)).path(resolve(argument.path(0)).asInt());
      case "Fn::Split" -> split(argument.path(0).asText(), resolve(argument.path(1)).asText());
      case "Fn::FindInMap" -> find(argument);
      case "Fn::Base64" ->
          JSON.textNode(
              Base64.getEncoder()
                  .encodeToString(resolve(argument).asText().getBytes(StandardCharsets.UTF_8)));
      case "Fn::GetAZs" -> zones();
      case "Fn::Cidr" -> subnets(resolve(argument));
      case "Fn::ImportValue" -> JSON.textNode("import:" + resolve(argument).asText());
      case "Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or" ->
          JSON.booleanNode(isTrue(JSON.objectNode().set(function, argument)));
      default -> throw new IllegalArgumentException("the function " + function + " is not known");
    };
  }

  private boolean isTrue(JsonNode condition) {
    String function = condition.fieldNames().next();
    JsonNode argument = condition.path(function);
    return switch (function) {
      case "Condition" -> condition(argument.asText());
      case "Fn::Equals" ->
          resolve(argument.path(0)).asText().equals(resolve(argument.path(1)).asText());
      case "Fn::Not" -> !isTrue(argument.path(0));
      case "Fn::And" -> StreamSupport.stream(argument.spliterator(), false).allMatch(this::isTrue);
      case "Fn::Or" -> StreamSupport.stream(argument.spliterator(), false).anyMatch(this::isTrue);
      default -> throw new IllegalArgumentException(function + " is no function of conditions");
    };
  }

  private JsonNode ref(String name) {
    if (name.equals("AWS::NoValue")) {
      return NOTHING;
    }
    JsonNode parameter = parameters.get(name);
    if (parameter != null) {
      return parameter;
    }
    Names names = names(name);
    JsonNode instead = parameters.instead(name);
    if (instead != null) {
      return instead;
    }
    return JSON.textNode(names == null ? name : fill(names.ref(), name, names));
  }

  private JsonNode attribute(String id, String attribute) {
    JsonNode instead = parameters.instead(id + "." + attribute);
    if (instead != null) {
      return instead;
    }
    Names names = names(id);
    if (attribute.startsWith("Outputs.")) {
      String output = attribute.substring("Outputs.".length());
      JsonNode value = deployed.nested(id).outputs().get(output);
      if (value == null) {
        throw new IllegalArgumentException("the stack " + id + " has no output " + output);
      }
      return value;
    }
    String form = names == null ? null : names.attributes().get(attribute);
    return JSON.textNode(
        names == null || form == null ? id + "." + attribute : fill(form, id, names));
  }

  private @Nullable Names names(String id) {
    JsonNode resource = deployed.template().resource(id);
    if (resource.isMissingNode()) {
      throw new IllegalArgumentException(
          deployed.template().file() + " has neither a parameter nor a resource " + id);
    }
    return Names.of(resource.path("Type").asText());
  }

  private String fill(String form, String id, Names names) {
    JsonNode property =
        deployed.template().resource(id).path("Properties").path(names.nameProperty());
    JsonNode name = property.isMissingNode() ? NOTHING : resolve(property);
    return form.replace("%r", ref("AWS::Region").asText())
        .replace("%a", ref("AWS::AccountId").asText())
        // CloudFormation makes up a name where the template gives none.
        .replace(
            "%n", name.isMissingNode() ? "weir-" + id.toLowerCase(Locale.ROOT) : name.asText());
  }

  private JsonNode substitute(JsonNode argument) {
    String text = argument.isArray() ? argument.path(0).asText() : argument.asText();
    JsonNode own = argument.isArray() ? argument.path(1) : NOTHING;
    StringBuilder result = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(
          result,
          Matcher.quoteReplacement(
              matcher.group(1).isEmpty()
                  ? variable(matcher.group(2), own)
                  : "${" + matcher.group(2) + "}"));
    }
    matcher.appendTail(result);
    return JSON.textNode(result.toString());
  }

  private String variable(String name, JsonNode own) {
    if (own.has(name)) {
      return resolve(own.path(name)).asText();
    }
    int dot = name.indexOf('.');
    return dot < 0
        ? ref(name).asText()
        : attribute(name.substring(0, dot), name.substring(dot + 1)).asText();
  }

  private static JsonNode join(String delimiter, JsonNode parts) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      joined.append(i == 0 ? "" : delimiter).append(parts.path(i).asText());
    }
    return JSON.textNode(joined.toString());
  }

  private static JsonNode split(String delimiter, String text) {
    ArrayNode parts = JSON.arrayNode();
    for (String each : text.split(Pattern.quote(delimiter), -1)) {
      parts.add(each);
    }
    return parts;
  }

  private JsonNode find(JsonNode path) {
    JsonNode found = deployed.template().section("Mappings");
    for (int i = 0; i < 3; i++) {
      found = found.path(resolve(path.path(i)).asText());
    }
    if (found.isMissingNode()) {
      throw new IllegalArgumentException("there is no " + path + " in Mappings");
    }
    return found;
  }

  private JsonNode zones() {
    String region = ref("AWS::Region").asText();
    return JSON.arrayNode().add(region + "a").add(region + "b").add(region + "c");
  }

  /** {@code [block, count, bits]}: names of the parts, not their addresses. */
  private static JsonNode subnets(JsonNode arguments) {
    ArrayNode parts = JSON.arrayNode();
    for (int i = 0; i < arguments.path(1).asInt(); i++) {
      parts.add(arguments.path(0).asText() + "#" + i);
    }
    return parts;
  }
}
