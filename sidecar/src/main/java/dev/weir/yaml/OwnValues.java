package dev.weir.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping whose keys are the user's own, with their values as they are written. */
final class OwnValues {
  private static final Takes TAKES = new Takes.Any("value or a list of values, `null` for none");

  /** What numbers of Java take. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");

  private final Reading reading;
  private final String path;
  private final List<YamlValue.Entry> entries = new ArrayList<>();
  private final Map<String, @Nullable Object> shown = new LinkedHashMap<>();

  /**
   * Reads a mapping. What is wrong in it is reported, and left out.
   *
   * @param path its own
   */
  OwnValues(Reading reading, String path, MappingNode node) {
    this.reading = reading;
    this.path = path;
    node.getValue().forEach(this::add);
  }

  /** The values with their lines. */
  List<YamlValue.Entry> entries() {
    return entries;
  }

  /** The values as a file may have them. */
  Map<String, @Nullable Object> shown() {
    return shown;
  }

  private void add(NodeTuple tuple) {
    int line = YamlTree.line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      reading.report(path, line, "a key that is no text", "a plain key");
      return;
    }
    String name = key.getValue();
    reading.declare(new Declaration(path, name, Declaration.Kind.VALUE, TAKES, null));
    if (shown.containsKey(name)) {
      reading.report(Reading.path(path, name), line, "the key a second time", "each key once");
      return;
    }
    if (!(tuple.getValueNode() instanceof SequenceNode list)) {
      YamlValue.Scalar value = scalar(name, tuple.getValueNode());
      entries.add(new YamlValue.Entry(line, name, value));
      shown.put(name, shown(value));
      return;
    }
    List<YamlValue> values = new ArrayList<>();
    List<@Nullable Object> shownValues = new ArrayList<>();
    for (Node item : list.getValue()) {
      YamlValue.Scalar value = scalar(name, item);
      values.add(value);
      shownValues.add(shown(value));
    }
    entries.add(new YamlValue.Entry(line, name, new YamlValue.Sequence(line, values)));
    shown.put(name, shownValues);
  }

  private YamlValue.Scalar scalar(String name, Node node) {
    int line = YamlTree.line(node);
    String at = Reading.path(path, name);
    if (node instanceof ScalarNode scalar) {
      try {
        String text = reading.substitute(scalar.getValue(), false);
        return new YamlValue.Scalar(line, text, kind(scalar, text));
      } catch (IllegalArgumentException e) {
        reading.report(at, line, "'" + scalar.getValue() + "'", String.valueOf(e.getMessage()));
      }
    } else {
      reading.report(at, line, YamlTree.kind(node), "a single value or a list of them");
    }
    return new YamlValue.Scalar(line, "", YamlValue.Kind.TEXT);
  }

  /** As the files of rules have it; the rest of the configuration knows {@code null} alone. */
  private static YamlValue.Kind kind(ScalarNode scalar, String text) {
    if (scalar.isPlain() && text.equals("~")) {
      return YamlValue.Kind.NULL;
    }
    YamlValue.Kind kind = YamlDocuments.kind(scalar.getTag());
    if ((kind == YamlValue.Kind.INTEGER || kind == YamlValue.Kind.DECIMAL)
        && !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("a number in decimal digits, or a text in quotes");
    }
    return kind;
  }

  private static @Nullable Object shown(YamlValue.Scalar value) {
    return switch (value.kind()) {
      case TEXT -> value.text();
      case INTEGER -> new BigInteger(value.text());
      case DECIMAL -> new BigDecimal(value.text());
      case BOOLEAN -> Boolean.valueOf(value.text());
      case NULL -> null;
    };
  }
}
