package dev.weir.type;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order in which values lie between separators.
 *
 * @param columns the names in order; {@code -} for one that is not kept
 * @param least a line of fewer values is none of this kind
 * @param head what the line begins with
 * @param values how the values of some columns are written
 * @param named columns of values that are written with a name of their own, {@code rt=0.2}, by that
 *     name; they may stand anywhere behind the first {@code least} values
 */
public record ColumnLayout(
    List<String> columns, int least, LineHead head, ColumnForms values, Map<String, String> named) {
  /** The name of a column whose values are not kept. */
  public static final String PASSED_OVER = "-";

  public ColumnLayout {
    columns = List.copyOf(columns);
    named = Map.copyOf(named);
  }

  /** The names of all fields that a line can have by it. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(columns);
    names.addAll(named.values());
    names.addAll(List.of(head.front(), head.forwarded()));
    names.removeAll(List.of(PASSED_OVER, ""));
    return names;
  }
}
