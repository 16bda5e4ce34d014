package dev.weir.parse;

import dev.weir.type.ColumnForms;
import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the columns of a format, of names in a type's file or in a header. */
final class DelimitedColumns {
  private static final int MOST = 512;

  private final RecordFormat.Delimited format;
  private final Map<String, FieldType> types;

  DelimitedColumns(RecordFormat.Delimited format, Map<String, FieldType> types) {
    this.format = format;
    this.types = types;
  }

  /** Those of the type's file. */
  DelimitedColumn[] shipped() {
    return of(format.columns());
  }

  /** Those of a header, which is written as the lines are, or with blanks between them. */
  DelimitedColumn[] of(String header) {
    boolean likeLines = header.indexOf(format.separator()) >= 0 && format.separator() != ' ';
    String between = likeLines ? Pattern.quote(String.valueOf(format.separator())) : "\\s+";
    List<String> names = new ArrayList<>();
    for (String name : header.split(between, MOST)) {
      String plain = name.strip();
      boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
      names.add(quoted ? plain.substring(1, plain.length() - 1) : plain);
    }
    return of(names);
  }

  /** One that stands outside their order. */
  DelimitedColumn single(String name) {
    return column(name, DelimitedColumn.Closing.ESCAPED);
  }

  private DelimitedColumn[] of(List<String> names) {
    Set<String> seen = new HashSet<>();
    List<String> unique = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean usable = !name.isEmpty() && !name.startsWith(".") && !name.endsWith(".");
      String each = usable && !name.contains("..") ? name : "column_" + i;
      while (!seen.add(each)) {
        each += "_" + i;
      }
      unique.add(each);
    }
    DelimitedColumn[] made = new DelimitedColumn[unique.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = column(unique.get(i), closing(unique, i));
    }
    return made;
  }

  private DelimitedColumn column(String name, DelimitedColumn.Closing closing) {
    ColumnForms values = format.values();
    return new DelimitedColumn(
        Fields.Column.of(name, types),
        name.equals(format.head().brackets()),
        values.quoted().contains(name),
        values.lists().contains(name),
        closing);
  }

  private DelimitedColumn.Closing closing(List<String> names, int index) {
    Set<String> raw = format.values().raw();
    if (!raw.contains(names.get(index))) {
      return DelimitedColumn.Closing.ESCAPED;
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
