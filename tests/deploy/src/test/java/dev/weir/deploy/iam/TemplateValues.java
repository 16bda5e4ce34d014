package dev.weir.deploy.iam;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What CloudFormation makes of a piece of a template: {@code !Ref}, {@code !GetAtt}, {@code !Sub}
 * with names in it, and {@code !If}.
 *
 * @param values by the name that the template gives them: strings and lists of strings
 * @param conditions whether the conditions hold
 */
public record TemplateValues(Map<String, Object> values, Map<String, Boolean> conditions) {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

  /** A function of a template and its argument, a string or a list. */
  private record Function(String name, Object argument) {}

  /** The piece, with all functions in it worked out. */
  public Object read(String yaml) {
    LoadSettings settings = LoadSettings.builder().build();
    Load load = new Load(settings, new Functions(settings));
    return resolved(Objects.requireNonNull(load.loadFromString(yaml)))
        .orElseThrow(() -> new IllegalArgumentException("nothing is left of " + yaml));
  }

  /** Knows the functions by their tags. */
  private static final class Functions extends StandardConstructor {
    Functions(LoadSettings settings) {
      super(settings);
      for (String name : List.of("Ref", "GetAtt", "Sub", "If")) {
        tagConstructors.put(new Tag("!" + name), new FunctionNode(name));
      }
    }

    private final class FunctionNode implements ConstructNode {
      private final String name;

      FunctionNode(String name) {
        this.name = name;
      }

      @Override
      public Object construct(Node node) {
        return switch (node) {
          case ScalarNode scalar -> new Function(name, scalar.getValue());
          case SequenceNode sequence -> new Function(name, constructSequence(sequence));
          default -> throw new IllegalArgumentException("!" + name + " of a map");
        };
      }
    }
  }

  /** Nothing, where the template says {@code AWS::NoValue}. */
  private Optional<Object> resolved(Object value) {
    return switch (value) {
      case Function(String name, Object argument) -> call(name, argument);
      case Map<?, ?> map -> {
        Map<String, Object> resolved = new LinkedHashMap<>();
        map.forEach(
            (key, each) ->
                resolved(Objects.requireNonNull(each))
                    .ifPresent(known -> resolved.put(String.valueOf(key), known)));
        yield Optional.of(resolved);
      }
      case List<?> list -> {
        List<Object> resolved = new ArrayList<>();
        list.forEach(each -> resolved(Objects.requireNonNull(each)).ifPresent(resolved::add));
        yield Optional.of(resolved);
      }
      default -> Optional.of(value);
    };
  }

  private Optional<Object> call(String name, Object argument) {
    return switch (name) {
      case "Ref", "GetAtt" ->
          argument.equals("AWS::NoValue")
              ? Optional.empty()
              : Optional.of(value(String.valueOf(argument)));
      case "Sub" ->
          Optional.of(
              NAME.matcher(String.valueOf(argument))
                  .replaceAll(
                      match -> Matcher.quoteReplacement(String.valueOf(value(match.group(1))))));
      case "If" -> {
        List<?> choice = (List<?>) argument;
        Boolean holds = conditions.get(String.valueOf(choice.get(0)));
        if (holds == null) {
          throw new IllegalArgumentException("no condition " + choice.get(0));
        }
        yield resolved(Objects.requireNonNull(choice.get(holds ? 1 : 2)));
      }
      default -> throw new IllegalArgumentException("no function " + name);
    };
  }

  private Object value(String name) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no value " + name));
  }
}
