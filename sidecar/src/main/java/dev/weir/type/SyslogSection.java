package dev.weir.type;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the forms of syslog's messages: the section {@code format.syslog} of a type's file. */
final class SyslogSection {
  /** What a line of syslog has besides its message's own fields. */
  static final Set<String> TAKEN =
      Set.of(
          "timestamp",
          "hostname",
          "program",
          "pid",
          "priority",
          "msgid",
          "structured_data",
          "message",
          "repeated");

  private SyslogSection() {}

  static RecordFormat read(Section section) {
    List<ProgramForms> messages = new ArrayList<>();
    for (Section each : section.sections("programs")) {
      List<String> names = each.oneOrMore("names", Forms.TEXT);
      messages.add(
          new ProgramForms(
              names, each.sections("messages").stream().map(SyslogSection::form).toList()));
    }
    List<TextForm> ofAll = section.oneOrMore("messages", TextForm.form(TAKEN));
    messages.add(new ProgramForms(List.of(), ofAll));
    return new RecordFormat.Syslog(messages);
  }

  private static TextForm form(Section section) {
    TextForm form =
        section.required(
            "form",
            TextForm.of("", Set.of()),
            "a message with its fields in braces",
            TextForm.form(TAKEN));
    Section set = section.section("set");
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : set.keys()) {
      String value = set.optional(name, Forms.TEXT);
      if (form.has(name) || TAKEN.contains(name)) {
        set.problem(name, "'" + name + "'", "a field that the message does not have");
      } else if (value != null) {
        values.put(name, value);
      }
    }
    return form.saying(values);
  }
}
