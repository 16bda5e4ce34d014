package dev.weir.deploy.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template's YAML as JSON. Short forms of functions become their long forms: {@code !Sub x} is
 * {@code {"Fn::Sub": "x"}}.
 */
final class TemplateYaml {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TemplateYaml() {}

  static JsonNode read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      return json(
          new Compose(settings)
              .composeReader(reader)
              .orElseThrow(() -> new IOException(file + " is empty")));
    }
  }

  private static JsonNode json(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return content(node);
    }
    String name = tag.substring(1);
    String function = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    JsonNode argument = content(node);
    if (function.equals("Fn::GetAtt") && argument.isTextual()) {
      String[] parts = argument.textValue().split("\\.", 2);
      argument = JSON.arrayNode().add(parts[0]).add(parts[1]);
    }
    return JSON.objectNode().set(function, argument);
  }

  private static JsonNode content(Node node) {
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar);
      case SequenceNode sequence -> {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(each -> array.add(json(each)));
        yield array;
      }
      case MappingNode mapping -> {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
          object.set(((ScalarNode) tuple.getKeyNode()).getValue(), json(tuple.getValueNode()));
        }
        yield object;
      }
      default -> throw new IllegalArgumentException("neither scalar, list nor map: " + node);
    };
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    }
    if (scalar.getTag().equals(Tag.INT)) {
      return JSON.numberNode(Long.parseLong(text));
    }
    if (scalar.getTag().equals(Tag.FLOAT)) {
      return JSON.numberNode(Double.parseDouble(text));
    }
    return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : JSON.textNode(text);
  }
}
