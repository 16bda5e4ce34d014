package dev.weir.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.text.SafeText;
import dev.weir.type.ContentSign;
import dev.weir.type.KeyRule;
import dev.weir.type.LogType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What there is to say of types. */
final class TypeText {
  private static final JsonMapper JSON = new JsonMapper();

  private TypeText() {}

  /** A line for each, the descriptions below each other. */
  static List<String> list(List<LogType> types) {
    int width = types.stream().mapToInt(type -> type.name().length()).max().orElse(0);
    return types.stream()
        .map(type -> type.name() + " ".repeat(width - type.name().length() + 2) + type.about())
        .map(line -> SafeText.of(line.stripTrailing()))
        .toList();
  }

  /** One type: by what it is told, in the words of {@code explain}, and its fields. */
  static List<String> whole(LogType type) {
    List<String> lines = new ArrayList<>();
    lines.add(type.name() + ": " + type.about());
    if (type.formOf() != null) {
      lines.add("  form of  " + type.formOf());
    }
    for (int i = 0; i < type.keys().size(); i++) {
      KeyRule rule = type.keys().get(i);
      String skip =
          rule.skipReason() == null ? "" : ", which holds no record: " + rule.skipReason();
      lines.add("  keys[" + i + "]  " + rule.pattern() + skip);
    }
    type.content().forEach(sign -> lines.add("  content  " + sign.text()));
    Set<String> fields = new LinkedHashSet<>(type.fields().keySet());
    fields.addAll(type.names().known());
    String others = type.names().areOpen() ? "any other that a record has" : "";
    lines.add(
        "  fields   "
            + String.join(", ", fields)
            + (fields.isEmpty() || others.isEmpty() ? "" : ", and ")
            + others);
    return lines.stream().map(SafeText::of).toList();
  }

  /** One type in a line. */
  static String json(LogType type) {
    ObjectNode line = JSON.createObjectNode();
    line.put("type", type.name());
    line.put("about", type.about());
    line.put("form_of", type.formOf());
    ArrayNode keys = line.putArray("keys");
    type.keys()
        .forEach(
            rule ->
                keys.addObject()
                    .put("matches", rule.pattern().pattern())
                    .put("skip", rule.skipReason()));
    ArrayNode content = line.putArray("content");
    type.content().stream().map(ContentSign::text).forEach(content::add);
    ObjectNode fields = line.putObject("fields");
    type.fields().forEach((name, field) -> fields.put(name, field.name().toLowerCase(Locale.ROOT)));
    return line.toString();
  }
}
