package dev.weir.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * The documents of one YAML text whose keys are not known beforehand, as rules have them. Bounded
 * in size, depth and aliases as all YAML is.
 */
public final class YamlDocuments {
  /** What a text that refers to itself again and again may become. */
  private static final int MOST_VALUES = 1 << 18;

  /** Which texts are numbers and the like; it does not change. */
  private static final Schema SCHEMA = new CoreSchema();

  private final String label;

  /** The nodes at work, which an alias inside of them may name. */
  private final Set<Node> around = Collections.newSetFromMap(new IdentityHashMap<>());

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
    for (Node node : YamlTree.documents(label, text, SCHEMA, problems)) {
      YamlValue value = value(node, problems);
      if (value instanceof YamlValue.Mapping mapping) {
        documents.add(mapping);
      } else if (!isEmpty(value)) {
        problems.add(
            new Problem("", value.line(), value.kindInWords(), "keys and values, a document"));
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

  private YamlValue value(Node node, List<Problem> problems) throws InvalidFileException {
    int line = YamlTree.line(node);
    if (++values > MOST_VALUES) {
      throw new InvalidFileException(
          label,
          List.of(new Problem("", line, "more values", "at most " + MOST_VALUES + " values")));
    }
    if (!around.add(node)) {
      throw new InvalidFileException(
          label, List.of(new Problem("", line, "an alias to what is around it", "no such alias")));
    }
    YamlValue value =
        switch (node) {
          case MappingNode mapping -> mapping(line, mapping, problems);
          case SequenceNode sequence -> sequence(line, sequence, problems);
          case ScalarNode scalar ->
              new YamlValue.Scalar(line, scalar.getValue(), kind(scalar.getTag()));
          default -> throw new IllegalStateException("a node of no kind: " + node);
        };
    around.remove(node);
    return value;
  }

  private YamlValue sequence(int line, SequenceNode node, List<Problem> problems)
      throws InvalidFileException {
    List<YamlValue> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(value(item, problems));
    }
    return new YamlValue.Sequence(line, items);
  }

  private YamlValue mapping(int line, MappingNode node, List<Problem> problems)
      throws InvalidFileException {
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

  static YamlValue.Kind kind(Tag tag) {
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
