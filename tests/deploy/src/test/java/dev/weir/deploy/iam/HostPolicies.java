package dev.weir.deploy.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of {@code ec2/iam/host.json}, with choices made and placeholders filled. */
final class HostPolicies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");
  private static final List<String> NOT_OF_IAM = List.of("Why", "When", "Form");

  private final JsonNode role;

  private HostPolicies(JsonNode role) {
    this.role = role;
  }

  static HostPolicies read() {
    return new HostPolicies(PolicyFile.named("host.json").json());
  }

  /** Each action of the file, with the name of its policy. */
  Map<String, String> actions() {
    Map<String, String> actions = new TreeMap<>();
    for (JsonNode policy : role.path("Policies")) {
      for (JsonNode statement : policy.path("Statement")) {
        statement
            .path("Action")
            .forEach(action -> actions.put(action.asText(), policy.path("Name").asText()));
      }
    }
    return actions;
  }

  /** The documents that the role has with these choices. A name of a list stands for its values. */
  ArrayNode documents(Set<String> choices, Map<String, List<String>> values) {
    ArrayNode documents = JSON.createArrayNode();
    for (JsonNode policy : role.path("Policies")) {
      if (isChosen(policy, choices)) {
        ObjectNode document = documents.addObject().put("Version", "2012-10-17");
        ArrayNode statements = document.putArray("Statement");
        for (JsonNode statement : policy.path("Statement")) {
          if (isChosen(statement, choices)) {
            ObjectNode filled = (ObjectNode) filled(statement, values);
            statements.add(filled.remove(NOT_OF_IAM));
          }
        }
      }
    }
    return documents;
  }

  private static boolean isChosen(JsonNode part, Set<String> choices) {
    return !part.has("When") || choices.contains(part.path("When").asText());
  }

  private static JsonNode filled(JsonNode part, Map<String, List<String>> values) {
    if (part.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      for (JsonNode each : part) {
        Matcher whole = PLACEHOLDER.matcher(each.asText());
        if (whole.matches()) {
          value(whole.group(1), values).forEach(array::add);
        } else {
          array.add(filled(each, values));
        }
      }
      return array;
    }
    if (part.isObject()) {
      ObjectNode object = JSON.createObjectNode();
      part.properties().forEach(each -> object.set(each.getKey(), filled(each.getValue(), values)));
      return object;
    }
    return JSON.getNodeFactory()
        .textNode(
            PLACEHOLDER
                .matcher(part.asText())
                .replaceAll(
                    match -> Matcher.quoteReplacement(value(match.group(1), values).getFirst())));
  }

  private static List<String> value(String name, Map<String, List<String>> values) {
    return Objects.requireNonNull(
        values.get(name), () -> "ec2/iam/host.json has a new placeholder: ${" + name + "}");
  }
}
