package dev.weir.yaml;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML text to nodes with line numbers, bounded in size, depth and aliases. */
final class YamlTree {
  static final int MAX_CHARACTERS = 1 << 20;
  static final int MAX_DEPTH = 24;
  static final int MAX_ALIASES = 50;

  private YamlTree() {}

  /** The root mapping; null for an empty file. Reports into the list and gives null if broken. */
  static @Nullable MappingNode compose(String label, String text, List<Problem> problems) {
    if (!isSound(label, text, problems)) {
      return null;
    }
    try {
      Optional<Node> root = new Compose(settings(label).build()).composeString(text);
      if (root.isEmpty()) {
        return null;
      }
      if (root.get() instanceof MappingNode mapping) {
        return mapping;
      }
      problems.add(new Problem("", line(root.get()), "no mapping", "keys and values"));
    } catch (MarkedYamlEngineException e) {
      problems.add(broken(text, e));
    } catch (YamlEngineException e) {
      problems.add(new Problem("", 1, "broken YAML: " + e.getMessage(), "YAML 1.2"));
    }
    return null;
  }

  /** Whether the text is YAML within the bounds; reports into the list if not. */
  static boolean isSound(String label, String text, List<Problem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(
          new Problem(
              "", 1, text.length() + " characters", "at most " + MAX_CHARACTERS + " characters"));
      return false;
    }
    try {
      // The events come without recursion, so depth is known before the tree is built.
      Optional<Problem> excess = excess(new Parse(settings(label).build()).parseString(text));
      excess.ifPresent(problems::add);
      return excess.isEmpty();
    } catch (MarkedYamlEngineException e) {
      problems.add(broken(text, e));
    } catch (YamlEngineException e) {
      problems.add(new Problem("", 1, "broken YAML: " + e.getMessage(), "YAML 1.2"));
    }
    return false;
  }

  static LoadSettingsBuilder settings(String label) {
    return LoadSettings.builder()
        .setLabel(label)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .setCodePointLimit(MAX_CHARACTERS)
        .setAllowDuplicateKeys(true); // reported by the readers, with the key's path
  }

  static Problem broken(String text, MarkedYamlEngineException e) {
    int line = line(e.getProblemMark());
    return new Problem("", line, "broken YAML: " + e.getProblem(), expectedIn(text, line));
  }

  /** A variable is the usual mistake: inside of braces or brackets its own brace begins a map. */
  private static String expectedIn(String text, int line) {
    boolean variable = text.lines().skip(line - 1L).limit(1).anyMatch(each -> each.contains("${"));
    return variable
        ? "YAML 1.2; write a value with ${...} in quotes, '${NAME}', where it stands in { } or [ ]"
        : "YAML 1.2";
  }

  private static Optional<Problem> excess(Iterable<Event> events) {
    int depth = 0;
    int aliases = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        case Alias -> aliases++;
        case Comment, DocumentStart, DocumentEnd, Scalar, StreamStart, StreamEnd -> {}
      }
      if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
        boolean deep = depth > MAX_DEPTH;
        return Optional.of(
            new Problem(
                "",
                line(event.getStartMark()),
                deep ? "deeper nesting" : "more aliases",
                deep ? "at most " + MAX_DEPTH + " levels" : "at most " + MAX_ALIASES + " aliases"));
      }
    }
    return Optional.empty();
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

  private static int line(Optional<Mark> mark) {
    return mark.map(m -> m.getLine() + 1).orElse(1);
  }
}
