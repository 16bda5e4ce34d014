package dev.weir.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * The documents of one YAML text whose keys are not known beforehand, as rules have them. Bounded
 * in size, depth and aliases as all YAML is.
 */
public final class YamlDocuments {
  /** What a text that refers to itself again and again may become. */
  private static final int MOST_VALUES = 1 << 18;

  private final String label;
  private int values;

  private YamlDocuments(String label) {
    this.label = label;
  }

  /**
   * Reads all documents of a text; empty ones are left out.
   *
   * @param label what to call the text in messages
   * @throws InvalidFileException if it is no YAML, or a key of a mapping is no text or comes twice
   */
  public static List<YamlValue.Mapping> read(String label, String text)
      throws InvalidFileException {
    return new YamlDocuments(label).documents(text);
  }

  private List<YamlValue.Mapping> documents(String text) throws InvalidFileException {
    List<Problem> problems = new ArrayList<>();
    List<YamlValue.Mapping> documents = new ArrayList<>();
    if (YamlTree.isSound(label, text, problems)) {
      LoadSettings settings = YamlTree.settings(label).setSchema(new CoreSchema()).build();
      try {
        for (Node node : new Compose(settings).composeAllFromString(text)) {
          YamlValue value = value(node, problems);
          if (value instanceof YamlValue.Mapping mapping) {
            documents.add(mapping);
          } else if (!isEmpty(value)) {
            problems.add(
                new Problem("", value.line(), value.kindInWords(), "keys and values, a document"));
          }
        }
      } catch (MarkedYamlEngineException e) {
        problems.add(YamlTree.broken(text, e));
      } catch (YamlEngineException e) {
        problems.add(new Problem("", 1, "broken YAML: " + e.getMessage(), "YAML 1.2"));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidFileException(label, problems);
    }
    return documents;
  }

  private static boolean isEmpty(YamlValue value) {
    return value instanceof YamlValue.Scalar scalar && scalar.kind() == YamlValue.Kind.NULL;
  }

  private YamlValue value(Node node, List<Problem> problems) {
    int line = YamlTree.line(node);
    if (++values > MOST_VALUES) {
      throw new YamlEngineException("more than " + MOST_VALUES + " values");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(line, mapping, problems);
      case SequenceNode sequence ->
          new YamlValue.Sequence(
              line, sequence.getValue().stream().map(item -> value(item, problems)).toList());
      case ScalarNode scalar ->
          new YamlValue.Scalar(line, scalar.getValue(), kind(scalar.getTag()));
      default -> throw new YamlEngineException("an alias to what is around it");
    };
  }

  private YamlValue mapping(int line, MappingNode node, List<Problem> problems) {
    List<YamlValue.Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : node.getValue()) {
      int at = YamlTree.line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(new Problem("", at, "a key that is no single value", "a text as key"));
      } else if (!keys.add(key.getValue())) {
        problems.add(
            new Problem("", at, "the key '" + key.getValue() + "' a second time", "a key once"));
      } else {
        entries.add(new YamlValue.Entry(at, key.getValue(), value(tuple.getValueNode(), problems)));
      }
    }
    return new YamlValue.Mapping(line, entries);
  }

  private static YamlValue.Kind kind(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return YamlValue.Kind.INTEGER;
    }
    if (tag.equals(Tag.FLOAT)) {
      return YamlValue.Kind.DECIMAL;
    }
    if (tag.equals(Tag.BOOL)) {
      return YamlValue.Kind.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? YamlValue.Kind.NULL : YamlValue.Kind.TEXT;
  }
}
