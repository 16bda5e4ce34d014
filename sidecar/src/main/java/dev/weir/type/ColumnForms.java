package dev.weir.type;

import java.util.Set;

/**
 * How the values of some columns are written.
 *
 * @param quoted columns whose values always have quotes: where one has none, the column was left
 *     out of the line
 * @param raw columns with quotes in which anybody may write quotes, as the log does not escape
 *     them; behind the last of them no value has any. One before a number ends at the first quote
 *     that a number follows, one beside another where both their quotes are, the last at the line's
 *     last quote
 * @param lists columns with one or more values, {@code 0.1, 0.2 : 0.3} or {@code "a","b"}
 */
public record ColumnForms(Set<String> quoted, Set<String> raw, Set<String> lists) {
  public ColumnForms {
    quoted = Set.copyOf(quoted);
    raw = Set.copyOf(raw);
    lists = Set.copyOf(lists);
  }
}
