package dev.weir.type;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what a type's file says of the records that lie in its records. */
final class InnerForm {
  private InnerForm() {}

  static RecordFormat read(Section section) {
    return new RecordFormat.Inner(
        section.required("field", "message", "the field that holds a record", TypeFile.PATH),
        section.value("base64", false, Forms.BOOLEAN),
        section.optional("by", TypeFile.PATH),
        rules(section.sections("types")),
        section.value("objects", "json", LogType.NAME));
  }

  private static List<InnerRule> rules(List<Section> sections) {
    return sections.stream()
        .map(
            rule ->
                new InnerRule(
                    rule.required("match", NameGlob.of("-"), "a name with *", NameGlob.FORM),
                    rule.required("type", "json", "a type", LogType.NAME)))
        .toList();
  }

  /** What becomes of a document's members beside its records. */
  static SplitFormat.RecordsArray array(String member, Section split) {
    return new SplitFormat.RecordsArray(
        member,
        split.list("envelope", List.of(), Forms.TEXT),
        split.list("aside", List.of(), Forms.TEXT),
        texts(split.section("skip")),
        texts(split.section("holds")),
        split.list("bare", List.of(), Forms.TEXT));
  }

  private static Map<String, String> texts(Section section) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.keys()) {
      texts.put(name, section.value(name, "", Forms.TEXT));
    }
    return texts;
  }
}
