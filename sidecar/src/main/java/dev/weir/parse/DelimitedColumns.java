package dev.weir.parse;

import dev.weir.type.ColumnForms;
import dev.weir.type.ColumnLayout;
import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the columns of a layout, of names in a type's file or in a header. */
final class DelimitedColumns {
  private static final int MOST = 512;

  private final RecordFormat.Delimited format;
  private final ColumnLayout layout;
  private final Map<String, FieldType> types;

  /** The number of each name in the type's file. */
  private final Map<String, Integer> numbers = new HashMap<>();

  DelimitedColumns(
      RecordFormat.Delimited format, ColumnLayout layout, Map<String, FieldType> types) {
    this.format = format;
    this.layout = layout;
    this.types = types;
  }

  /** Those of the type's file. */
  DelimitedColumn[] shipped() {
    return of(layout.columns(), numbers);
  }

  /** Those of a header. */
  DelimitedColumn[] of(String header) {
    return of(names(header), new HashMap<>(numbers));
  }

  /** The names in a header, which is written as the lines are, or with blanks between them. */
  List<String> names(String header) {
    boolean likeLines = header.indexOf(format.separator()) >= 0 && format.separator() != ' ';
    String between = likeLines ? Pattern.quote(String.valueOf(format.separator())) : "\\s+";
    List<String> names = new ArrayList<>();
    for (String name : header.split(between, MOST)) {
      String plain = name.strip();
      boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
      names.add(quoted ? plain.substring(1, plain.length() - 1) : plain);
    }
    return names;
  }

  /** Whether the type says nothing of one of the columns in a header, but of others. */
  boolean hasUnknown(String header) {
    boolean none = types.isEmpty() && layout.columns().isEmpty();
    return !none
        && names(header).stream()
            .anyMatch(name -> !types.containsKey(name) && !layout.columns().contains(name));
  }

  /** One that stands outside their order. */
  DelimitedColumn single(String name) {
    return column(name, simple(), numbers);
  }

  private DelimitedColumn[] of(List<String> names, Map<String, Integer> numbering) {
    Set<String> seen = new HashSet<>();
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean usable = !name.isEmpty() && !name.startsWith(".") && !name.endsWith(".");
      String each = usable && !name.contains("..") ? name : "column_" + i;
      while (!each.equals(ColumnLayout.PASSED_OVER) && !seen.add(each)) {
        each += "_" + i;
      }
      unique.add(each);
    }
    DelimitedColumn[] made = new DelimitedColumn[unique.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = column(unique.get(i), closing(unique, i), numbering);
    }
    return made;
  }

  private DelimitedColumn column(
      String name, DelimitedColumn.Closing closing, Map<String, Integer> numbering) {
    ColumnForms values = layout.values();
    boolean bracketed = layout.head().brackets().contains(name);
    return new DelimitedColumn(
        Fields.Column.of(name, types),
        numbering.computeIfAbsent(name, unknown -> numbering.size()),
        values.form(name, types.getOrDefault(name, FieldType.KEYWORD)),
        bracketed,
        values.quoted().contains(name) || (bracketed && !layout.head().needsBrackets(name)),
        values.lists().contains(name),
        values.tail().contains(name),
        name.equals(ColumnLayout.PASSED_OVER),
        closing);
  }

  private DelimitedColumn.Closing simple() {
    return format.csv() ? DelimitedColumn.Closing.DOUBLED : DelimitedColumn.Closing.ESCAPED;
  }

  private DelimitedColumn.Closing closing(List<String> names, int index) {
    Set<String> raw = layout.values().raw();
    if (!raw.contains(names.get(index))) {
      return simple();
    }
    List<String> behind = names.subList(index + 1, names.size());
    if (behind.stream().noneMatch(raw::contains)) {
      return DelimitedColumn.Closing.LAST;
    }
    return raw.contains(behind.getFirst())
        ? DelimitedColumn.Closing.BESIDE_QUOTE
        : DelimitedColumn.Closing.BEFORE_NUMBER;
  }
}
