package dev.weir.sigma;

import dev.weir.rule.Expression;
import dev.weir.rule.RulePart;
import dev.weir.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads search identifiers and their condition (rules specification 2.1.0, "Detection"): lists are
 * linked by or, the members of a map by and.
 */
final class DetectionReader {
  private static final String CONDITION = "condition";
  private static final String TIMEFRAME = "timeframe";
  private static final int DEEPEST = 8;

  private final FieldTests tests;

  DetectionReader(Map<String, List<String>> placeholders) {
    this.tests = new FieldTests(placeholders);
  }

  /**
   * What a record must be like.
   *
   * @param detection the map of search identifiers and condition
   * @param others keys in it that are none of these
   */
  Expression read(YamlValue.Mapping detection, Set<String> others) throws SigmaException {
    Map<String, Expression> identifiers = new LinkedHashMap<>();
    YamlValue condition = null;
    for (YamlValue.Entry entry : detection.entries()) {
      if (entry.key().equals(CONDITION)) {
        condition = entry.value();
      } else if (entry.key().equals(TIMEFRAME)) {
        throw new SigmaException(
            entry.line(), "'timeframe' belongs to the aggregations of Sigma version 1");
      } else if (!others.contains(entry.key())) {
        identifiers.put(entry.key(), selection(entry.key(), entry.value()));
      }
    }
    if (condition == null) {
      throw new SigmaException(detection.line(), "the detection has no condition");
    }
    if (identifiers.isEmpty()) {
      throw new SigmaException(detection.line(), "the detection has nothing but a condition");
    }
    return condition(condition, identifiers);
  }

  /** Conditions in a list are linked by or. */
  private static Expression condition(YamlValue value, Map<String, Expression> identifiers)
      throws SigmaException {
    List<YamlValue> conditions =
        value instanceof YamlValue.Sequence list ? list.items() : List.of(value);
    List<Expression> parts = new ArrayList<>();
    for (YamlValue each : conditions) {
      if (!(each instanceof YamlValue.Scalar(int line, String text, YamlValue.Kind _))) {
        throw new SigmaException(
            each.line(), "a condition is " + each.kindInWords() + ", where a text is expected");
      }
      Expression part = new ConditionParser(identifiers, line).parse(text);
      parts.add(new Expression.Written(RulePart.CONDITION, text, part));
    }
    if (parts.isEmpty()) {
      throw new SigmaException(value.line(), "the list of conditions is empty");
    }
    return Expression.any(parts);
  }

  /** What one search identifier stands for. */
  Expression selection(String name, YamlValue value) throws SigmaException {
    return new Expression.Written(RulePart.SELECTION, name, selection(name, value, 0));
  }

  private Expression selection(String name, YamlValue value, int depth) throws SigmaException {
    if (depth > DEEPEST) {
      throw new SigmaException(value.line(), "'" + name + "' has lists in lists in lists");
    }
    return switch (value) {
      case YamlValue.Mapping mapping -> mapping(name, mapping);
      case YamlValue.Sequence list -> {
        if (list.items().isEmpty()) {
          throw new SigmaException(value.line(), "'" + name + "' is an empty list");
        }
        List<Expression> parts = new ArrayList<>();
        for (YamlValue item : list.items()) {
          parts.add(selection(name, item, depth + 1));
        }
        yield Expression.any(parts);
      }
      case YamlValue.Scalar scalar -> {
        if (scalar.kind() == YamlValue.Kind.NULL) {
          throw new SigmaException(value.line(), "'" + name + "' has no value");
        }
        yield tests.read(new FieldKey(value.line(), "", List.of()), scalar);
      }
    };
  }

  private Expression mapping(String name, YamlValue.Mapping mapping) throws SigmaException {
    if (mapping.entries().isEmpty()) {
      throw new SigmaException(mapping.line(), "'" + name + "' is an empty map");
    }
    List<Expression> parts = new ArrayList<>();
    for (YamlValue.Entry entry : mapping.entries()) {
      FieldKey key = FieldKey.read(entry.line(), entry.key());
      if (key.field().isEmpty() && key.modifiers().isEmpty()) {
        throw new SigmaException(entry.line(), "'" + name + "' has a field without a name");
      }
      parts.add(tests.read(key, entry.value()));
    }
    return Expression.all(parts);
  }
}
