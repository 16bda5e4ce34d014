package dev.weir.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The keys of a mapping with their lines and values. Reports those that are none or come again. */
final class Entries {
  private final int line;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> keyLines = new LinkedHashMap<>();

  /**
   * Those of a section.
   *
   * @param line of the section itself
   * @param node null for a section that is absent
   */
  Entries(Reading reading, String path, int line, @Nullable MappingNode node) {
    this.line = line;
    if (node != null) {
      node.getValue().forEach(tuple -> add(reading, path, tuple));
    }
  }

  private void add(Reading reading, String path, NodeTuple tuple) {
    int at = YamlTree.line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      reading.report(path, at, "a key that is no text", "a plain key");
      return;
    }
    String name = key.getValue();
    if (keyLines.containsKey(name)) {
      reading.report(
          Reading.path(path, name), at, "the key a second time", "each key once in a section");
      return;
    }
    keyLines.put(name, at);
    Node value = tuple.getValueNode();
    if (!value.getTag().equals(Tag.NULL)) { // "key:" with nothing after it is as good as absent
      values.put(name, value);
    }
  }

  /** The keys, also those without a value, in the order of the file. */
  Set<String> keys() {
    return Collections.unmodifiableSet(keyLines.keySet());
  }

  @Nullable Node value(String key) {
    return values.get(key);
  }

  /** The line of a key, or of the one that the path {@code a.b} begins with; else the section's. */
  int line(String key) {
    Integer own = keyLines.get(key);
    return own == null ? keyLines.getOrDefault(key.split("\\.", 2)[0], line) : own;
  }
}
