package dev.weir.type;

import java.util.Map;
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
 * @param forms how values look, where their field's type does not say it
 * @param tail columns at the line's end in whose place others may stand: a value that looks
 *     otherwise is none of theirs, nor is what follows it
 */
public record ColumnForms(
    Set<String> quoted,
    Set<String> raw,
    Set<String> lists,
    Map<String, ValueForm> forms,
    Set<String> tail) {
  public ColumnForms {
    quoted = Set.copyOf(quoted);
    raw = Set.copyOf(raw);
    lists = Set.copyOf(lists);
    forms = Map.copyOf(forms);
    tail = Set.copyOf(tail);
  }

  /** How values of a column look. */
  public ValueForm form(String column, FieldType type) {
    ValueForm said = forms.get(column);
    return said == null ? ValueForm.of(type) : said;
  }
}
