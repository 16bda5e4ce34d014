package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how values lie between separators: the section {@code format.delimited}. */
final class DelimitedSection {
  private static final Form<String> ANY = text -> text;

  private DelimitedSection() {}

  static RecordFormat read(Section section) {
    List<String> columns = section.list("columns", List.of(), Forms.TEXT);
    Section names = section.section("named");
    Map<String, String> named = new LinkedHashMap<>();
    names.keys().forEach(name -> named.put(name, names.value(name, name, Forms.TEXT)));
    return new RecordFormat.Delimited(
        section.value("separator", ' ', DelimitedSection::separator),
        section.value("runs", false, Forms.BOOLEAN),
        section.value("absent", "-", ANY),
        columns,
        section.value("least", Math.max(1, columns.size()), Forms.number(1, 1000)),
        head(section, columns),
        new ColumnForms(names(section, "quoted"), names(section, "raw"), names(section, "lists")),
        named);
  }

  private static LineHead head(Section section, List<String> columns) {
    String brackets = section.value("brackets", "", Forms.TEXT);
    String free = section.value("free", "", Forms.TEXT);
    String front = section.value("front", "", Forms.TEXT);
    int at = columns.indexOf(free);
    if (!free.isEmpty() && (at < 0 || columns.indexOf(brackets) != at + 1)) {
      section.problem("free", "'" + free + "'", "the column before the one in brackets");
      free = "";
    }
    if (!front.isEmpty() && free.isEmpty()) {
      section.problem("front", "'" + front + "'", "free beside it, which shows where it may be");
    }
    return new LineHead(brackets, free, front);
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
