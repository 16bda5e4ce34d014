package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how values lie between separators: the section {@code format.delimited}. */
final class DelimitedSection {
  private static final Form<String> ANY = text -> text;

  private DelimitedSection() {}

  static RecordFormat.Delimited read(Section section) {
    char separator = section.value("separator", ' ', DelimitedSection::separator);
    RecordFormat.Delimited first =
        new RecordFormat.Delimited(
            separator,
            section.value("runs", false, Forms.BOOLEAN),
            section.value("absent", "-", ANY),
            section.value("csv", isOfCsv(separator), Forms.BOOLEAN),
            layout(section),
            Set.copyOf(section.list("in_front", List.of(), Forms.choice(LineFront.class))),
            List.of());
    List<ColumnLayout> others = new ArrayList<>();
    for (Section each : section.sections("layouts")) {
      if (!each.has("columns")) {
        each.problem("columns", "nothing", "the columns' names");
      }
      others.add(layout(each));
    }
    return first.with(others);
  }

  /** Whether values are written by RFC 4180 unless a type's file says otherwise. */
  static boolean isOfCsv(char separator) {
    return separator == ',';
  }

  private static ColumnLayout layout(Section section) {
    List<String> columns = section.list("columns", List.of(), Forms.TEXT);
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

  static char separator(String text) {
    if (text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) > 127) {
      throw new IllegalArgumentException("one ASCII character, or tab");
    }
    return text.charAt(0);
  }
}
