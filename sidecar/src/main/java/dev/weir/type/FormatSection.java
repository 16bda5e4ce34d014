package dev.weir.type;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads how the fields of a record lie in it: the section {@code format} of a type's file. */
final class FormatSection {
  /** Every form in which JSON or a line may write the text of a value; it may be empty. */
  private static final Form<String> ANY = text -> text;

  private static final Pattern FIELD = Pattern.compile("\\{([^}]*)\\}");

  /** What a line of syslog has besides its message's own fields. */
  private static final Set<String> SYSLOG =
      Set.of(
          "timestamp",
          "hostname",
          "program",
          "pid",
          "priority",
          "msgid",
          "structured_data",
          "message");

  private FormatSection() {}

  static RecordFormat read(Section section) {
    List<RecordFormat> formats = new ArrayList<>();
    if (section.isSection("delimited")) {
      formats.add(delimited(section.section("delimited")));
    }
    if (section.isSection("key_value")) {
      Section pairs = section.section("key_value");
      formats.add(
          new RecordFormat.KeyValue(pairs.value("separator", ' ', FormatSection::separator)));
    }
    List<Pattern> regex = section.oneOrMore("regex", FormatSection::wholeLine);
    if (!regex.isEmpty()) {
      formats.add(new RecordFormat.Regex(regex));
    }
    List<String> dissect = section.oneOrMore("dissect", text -> dissect(text, Set.of()));
    if (!dissect.isEmpty()) {
      formats.add(new RecordFormat.Dissect(dissect));
    }
    if (section.isSection("syslog")) {
      List<String> messages =
          section.section("syslog").oneOrMore("messages", text -> dissect(text, SYSLOG));
      formats.add(new RecordFormat.Syslog(new RecordFormat.Dissect(messages)));
    }
    if (section.has("text") && section.value("text", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.TEXT);
    }
    if (section.has("json") && section.value("json", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.JSON);
    }
    if (formats.size() > 1) {
      section.problem(formats.size() + " formats", "one");
    }
    return formats.isEmpty() ? RecordFormat.JSON : formats.getFirst();
  }

  private static RecordFormat delimited(Section section) {
    List<String> columns = section.list("columns", List.of(), Forms.TEXT);
    return new RecordFormat.Delimited(
        section.value("separator", ' ', FormatSection::separator),
        section.value("runs", false, Forms.BOOLEAN),
        section.value("brackets", "", Forms.TEXT),
        section.value("absent", "-", ANY),
        columns,
        section.value("least", Math.max(1, columns.size()), Forms.number(1, 1000)));
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

  /** A text with fields in braces, none of them twice. */
  private static String dissect(String text, Set<String> taken) {
    Set<String> names = new HashSet<>(taken);
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      String name = field.group(1);
      if (!name.isEmpty() && !names.add(TypeFile.path(name))) {
        throw new IllegalArgumentException(
            "a name for each field: {" + name + "} is there already");
      }
    }
    return text;
  }

  private static Pattern wholeLine(String text) {
    return Forms.REGEX.parse("(?s)^(?:" + text + ")$");
  }
}
