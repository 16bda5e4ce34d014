package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Spelling;
import dev.weir.yaml.Takes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how values lie between separators: the section {@code format.delimited}. */
final class DelimitedSection {
  static final Form<Character> SEPARATOR =
      Form.of(
          new Takes.Text("one character or `tab`", null, List.of(",", " ")),
          DelimitedSection::separator);

  /** How many there are says how many values a line needs. */
  private static final Form<String> COLUMN =
      Form.of(new Takes.Text("text", null, List.of("date", "time")), Forms.TEXT);

  private DelimitedSection() {}

  /**
   * The format.
   *
   * @param header whether a header may name columns, so that those may have any name
   */
  static RecordFormat.Delimited read(Section section, boolean header) {
    char separator = section.value("separator", ' ', SEPARATOR);
    RecordFormat.Delimited first =
        new RecordFormat.Delimited(
            separator,
            section.value("runs", false, Forms.BOOLEAN),
            section.value("absent", "-", Forms.ANY),
            section.value("csv", isOfCsv(separator), Forms.BOOLEAN),
            layout(section, header),
            Set.copyOf(section.list("in_front", List.of(), Forms.choice(LineFront.class))),
            List.of());
    List<ColumnLayout> others = new ArrayList<>();
    for (Section each : section.sections("layouts")) {
      if (!each.has("columns")) {
        each.problem("columns", "nothing", "the columns' names");
      }
      others.add(layout(each, header));
    }
    return first.with(others);
  }

  /** Whether values are written by RFC 4180 unless a type's file says otherwise. */
  static boolean isOfCsv(char separator) {
    return separator == ',';
  }

  private static ColumnLayout layout(Section section, boolean header) {
    List<String> columns = section.list("columns", List.of(), COLUMN);
    ColumnLayout layout = layout(section, columns);
    if (!header) {
      ColumnForms values = layout.values();
      check(section, "brackets", layout.head().brackets(), layout.names());
      check(section, "quoted", values.quoted(), layout.names());
      check(section, "raw", values.raw(), layout.names());
      check(section, "lists", values.lists(), layout.names());
      check(section, "tail", values.tail(), layout.names());
      check(section, "forms", values.forms().keySet(), layout.names());
    }
    return layout;
  }

  /** Reports names of columns that are none. */
  private static void check(
      Section section, String key, Collection<String> given, Set<String> columns) {
    for (String name : given) {
      if (!columns.contains(name)) {
        section.problem(
            key,
            "'" + name + "'",
            Spelling.nearest(name, columns)
                .map(nearest -> "'" + nearest + "'")
                .orElse("the name of a column"));
      }
    }
  }

  private static ColumnLayout layout(Section section, List<String> columns) {
    return new ColumnLayout(
        columns,
        section.value("least", Math.max(1, columns.size()), Forms.number(1, 1000)),
        head(section, columns),
        new ColumnForms(
            names(section, "quoted"),
            names(section, "raw"),
            names(section, "lists"),
            table(section, "forms", Forms.choice(ValueForm.class)),
            names(section, "tail")),
        table(section, "named", Forms.TEXT));
  }

  private static LineHead head(Section section, List<String> columns) {
    List<String> brackets = section.oneOrMore("brackets", Forms.TEXT);
    String free = section.value("free", "", Forms.TEXT);
    String front = section.value("front", "", Forms.TEXT);
    String forwarded = section.value("forwarded", "", Forms.TEXT);
    int at = columns.indexOf(free);
    if (!free.isEmpty()
        && (at < 0
            || at + 1 == columns.size()
            || brackets.isEmpty()
            || !brackets.getFirst().equals(columns.get(at + 1)))) {
      section.problem("free", "'" + free + "'", "the column before the one in brackets");
      free = "";
    }
    for (String key : List.of("front", "forwarded")) {
      if (section.has(key) && free.isEmpty()) {
        section.problem(
            key,
            "'" + (key.equals("front") ? front : forwarded) + "'",
            "free beside it, which shows where it may be");
      }
    }
    return new LineHead(brackets, free, front, forwarded);
  }

  private static <T> Map<String, T> table(Section section, String key, Form<T> form) {
    Section names = section.section(key);
    Map<String, T> table = new LinkedHashMap<>();
    for (String name : names.keys()) {
      T value = names.optional(name, form);
      if (value != null) {
        table.put(name, value);
      }
    }
    return table;
  }

  private static Set<String> names(Section section, String key) {
    return Set.copyOf(section.list(key, List.of(), Forms.TEXT));
  }

  private static char separator(String text) {
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) > 127) {
      throw new IllegalArgumentException("one ASCII character, or tab");
    }
    return text.charAt(0);
  }
}
