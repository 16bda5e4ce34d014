package dev.weir.sigma;

import dev.weir.rule.Expression;
import dev.weir.yaml.YamlValue;
import java.util.List;
import java.util.Map;

/** What records are like, as one map of fields and values in the way of a rule's selection. */
public final class Selection {
  private Selection() {}

  /**
   * Reads a selection.
   *
   * @param name what to call it in messages
   * @param placeholders what each placeholder of {@code expand} may stand for, by its name
   * @throws IllegalArgumentException if a rule with it would be refused; the message says why
   */
  public static Expression read(
      String name, YamlValue.Mapping fields, Map<String, List<String>> placeholders) {
    try {
      return new DetectionReader(placeholders).selection(name, fields);
    } catch (SigmaException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }
}
