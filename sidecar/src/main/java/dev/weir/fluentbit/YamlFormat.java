package dev.weir.fluentbit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Fluent Bit's YAML format: {@code service}, {@code pipeline} with its lists, {@code includes}. The
 * processors of an input become filters on its tag, which is what they do; those of an output to a
 * sidecar stay what they are.
 */
final class YamlFormat {
  private static final int MAX_ALIASES = 50;

  private final ConfigurationFiles files;
  private final List<Section> sections = new ArrayList<>();

  YamlFormat(ConfigurationFiles files) {
    this.files = files;
  }

  /** All sections of the file and of what it includes. */
  List<Section> read(Path file) throws FluentBitFileException {
    readInto(file);
    return List.copyOf(sections);
  }

  private void readInto(Path file) throws FluentBitFileException {
    Optional<Node> root = compose(file);
    if (root.isEmpty()) {
      return;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw new FluentBitFileException(file, 1, "no keys and values");
    }
    for (NodeTuple entry : mapping.getValue()) {
      Node value = entry.getValueNode();
      switch (text(entry.getKeyNode()).toLowerCase(Locale.ROOT)) {
        case "service" -> sections.add(section(Section.Kind.SERVICE, file, value));
        case "includes" -> {
          for (Node name : items(value)) {
            for (Path included : files.included(file, line(name), text(name))) {
              readInto(included);
            }
          }
        }
        case "pipeline" -> pipeline(file, value);
        default -> {
          // What is neither of these says nothing about the way of records.
        }
      }
    }
  }

  private Optional<Node> compose(Path file) throws FluentBitFileException {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .build();
    try {
      return new Compose(settings).composeString(files.text(file));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new FluentBitFileException(file, line, "broken YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new FluentBitFileException(file, 1, "broken YAML");
    }
  }

  private void pipeline(Path file, Node node) {
    for (NodeTuple entry : pairs(node)) {
      Section.Kind kind =
          switch (text(entry.getKeyNode()).toLowerCase(Locale.ROOT)) {
            case "inputs" -> Section.Kind.INPUT;
            case "filters" -> Section.Kind.FILTER;
            case "outputs" -> Section.Kind.OUTPUT;
            default -> Section.Kind.OTHER;
          };
      for (Node item : items(entry.getValueNode())) {
        Section section = section(kind, file, item);
        sections.add(section);
        processors(section, file, item);
      }
    }
  }

  private void processors(Section owner, Path file, Node item) {
    for (NodeTuple entry : pairs(item)) {
      if (text(entry.getKeyNode()).equalsIgnoreCase("processors")) {
        for (NodeTuple signal : pairs(entry.getValueNode())) {
          for (Node processor : items(signal.getValueNode())) {
            processor(owner, file, processor);
          }
        }
      }
    }
  }

  private void processor(Section owner, Path file, Node processor) {
    if (owner.kind() == Section.Kind.INPUT) {
      Section filter = section(Section.Kind.FILTER, file, processor);
      String tags = owner.is("forward") ? Tags.OBJECTS : owner.value("tag", "");
      List<Property> properties = new ArrayList<>(filter.properties());
      properties.add(new Property("match", tags, filter.line()));
      sections.add(new Section(Section.Kind.FILTER, file, filter.line(), properties));
    } else if (owner.kind() == Section.Kind.OUTPUT && owner.is("forward")) {
      sections.add(section(Section.Kind.OUTPUT_PROCESSOR, file, processor));
    }
  }

  private Section section(Section.Kind kind, Path file, Node node) {
    List<Property> properties = new ArrayList<>();
    for (NodeTuple entry : pairs(node)) {
      String key = text(entry.getKeyNode());
      Node value = entry.getValueNode();
      for (Node each : value instanceof SequenceNode list ? list.getValue() : List.of(value)) {
        properties.add(new Property(key, files.substitute(text(each)), line(entry.getKeyNode())));
      }
    }
    return new Section(kind, file, line(node), properties);
  }

  private static List<NodeTuple> pairs(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }

  private static List<Node> items(Node node) {
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }

  /** A scalar as written; what is none has a text that no rule knows. */
  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "{}";
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
