package dev.weir.type;

import com.google.re2j.Pattern;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads how the fields of a record lie in it: the section {@code format} of a type's file. */
final class FormatSection {
  private static final Form<Pattern> WHOLE_LINE =
      Forms.text("regular expression", FormatSection::wholeLine);

  private FormatSection() {}

  /**
   * The format of a type's records.
   *
   * @param header whether a header may name columns, so that those may have any name
   */
  static RecordFormat read(Section section, boolean header) {
    List<RecordFormat> formats = new ArrayList<>();
    if (section.isSection("delimited")) {
      formats.add(DelimitedSection.read(section.section("delimited"), header));
    }
    if (section.isSection("key_value")) {
      Section pairs = section.section("key_value");
      formats.add(
          new RecordFormat.KeyValue(pairs.value("separator", ' ', DelimitedSection.SEPARATOR)));
    }
    List<Pattern> regex = section.oneOrMore("regex", WHOLE_LINE);
    if (!regex.isEmpty()) {
      formats.add(new RecordFormat.Regex(regex));
    }
    if (section.isSection("inner")) {
      formats.add(InnerForm.read(section.section("inner")));
    }
    List<TextForm> dissect = section.oneOrMore("dissect", TextForm.form(Set.of()));
    if (!dissect.isEmpty()) {
      formats.add(
          new RecordFormat.Dissect(
              dissect,
              section.value("cut", Integer.MAX_VALUE, Forms.number(1, Integer.MAX_VALUE))));
    }
    if (section.isSection("syslog")) {
      formats.add(SyslogSection.read(section.section("syslog")));
    }
    if (section.has("text") && section.value("text", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.TEXT);
    }
    if (section.isSection("json")) {
      formats.add(new RecordFormat.Json(section.section("json").value("absent", "", Forms.ANY)));
    } else if (section.has("json") && section.value("json", true, Forms.BOOLEAN)) {
      formats.add(RecordFormat.JSON);
    }
    if (formats.size() > 1) {
      section.problem(formats.size() + " formats", "one");
    }
    return formats.isEmpty() ? RecordFormat.JSON : formats.getFirst();
  }

  private static Pattern wholeLine(String text) {
    return Forms.REGEX.parse("(?s)^(?:" + text + ")$");
  }
}
