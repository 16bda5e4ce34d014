package dev.weir.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** YAML text to nodes with line numbers, bounded in size, depth and aliases. */
final class YamlTree {
  static final int MAX_CHARACTERS = 1 << 20;
  static final int MAX_DEPTH = 24;
  static final int MAX_ALIASES = 50;

  private YamlTree() {}

  /** The root mapping; null for an empty file. Reports into the list and gives null if broken. */
  static @Nullable MappingNode compose(String label, String text, List<Problem> problems) {
    List<Node> documents = documents(label, text, new JsonSchema(), problems);
    if (documents.size() > 1) {
      problems.add(
          new Problem("", line(documents.get(1)), "a second document", "one document in a file"));
    } else if (documents.size() == 1 && !(documents.getFirst() instanceof MappingNode)) {
      problems.add(new Problem("", line(documents.getFirst()), "no mapping", "keys and values"));
    }
    return documents.size() == 1 && documents.getFirst() instanceof MappingNode root ? root : null;
  }

  /** The roots of all documents. Reports into the list and gives none if one is broken. */
  static List<Node> documents(String label, String text, Schema schema, List<Problem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new Problem(
              "", 1, text.length() + " characters", "at most " + MAX_CHARACTERS + " characters"));
      return List.of();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(label)
            .setSchema(schema)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setCodePointLimit(MAX_CHARACTERS)
            .setAllowDuplicateKeys(true) // reported by the readers, with the key's path
            .build();
    try {
      List<Node> documents = new ArrayList<>();
      new Composer(
              settings,
              new BoundedParser(new ParserImpl(settings, new StreamReader(settings, text))))
          .forEachRemaining(documents::add);
      return documents;
    } catch (ExcessException e) {
      problems.add(e.problem());
    } catch (MarkedYamlEngineException e) {
      int line = line(e.getProblemMark());
      problems.add(new Problem("", line, "broken YAML: " + e.getProblem(), expectedIn(text, line)));
    } catch (YamlEngineException e) {
      problems.add(new Problem("", 1, "broken YAML: " + e.getMessage(), "YAML 1.2"));
    }
    return List.of();
  }

  /** A variable is the usual mistake: inside of braces or brackets its own brace begins a map. */
  private static String expectedIn(String text, int line) {
    boolean variable = text.lines().skip(line - 1L).limit(1).anyMatch(each -> each.contains("${"));
    return variable
        ? "YAML 1.2; write a value with ${...} in quotes, '${NAME}', where it stands in { } or [ ]"
        : "YAML 1.2";
  }

  /** What a node is, in words. */
  static String kind(Node node) {
    return switch (node) {
      case MappingNode mapping -> "keys and values";
      case SequenceNode sequence -> "a list";
      default -> "a single value";
    };
  }

  static int line(Node node) {
    return line(node.getStartMark());
  }

  static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(1);
  }
}
