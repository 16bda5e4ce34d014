package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.pipeline.Explanation;
import dev.weir.text.SafeText;
import dev.weir.type.LogType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Paragraphs for people: what each record is, why, and what was added to it by whom. */
final class ExplainedText extends Explained {
  private static final String INDENT = "  ";

  private final PrintWriter out;
  private String file = "";
  private String type = "";
  private long records;

  ExplainedText(PrintWriter out, Set<String> flagNames) {
    super(flagNames);
    this.out = out;
  }

  @Override
  void file(String name) {
    file = name;
    records = 0;
  }

  @Override
  public void recognized(LogType found, String why) {
    type = found.name();
    out.println(SafeText.of(file + ": " + type + ", as " + why));
  }

  @Override
  void print(Explanation explanation, Map<String, String> documents)
      throws JsonProcessingException {
    out.println();
    out.println(SafeText.of("record " + records++ + ": " + fate(explanation)));
    JsonNode document = read(explanation.document());
    if (document.isMissingNode()) {
      return;
    }
    List<String> flags = new ArrayList<>();
    flags(document).properties().forEach(flag -> flags.add(flag.getKey() + "=" + flag.getValue()));
    line("flags", String.join(" ", flags));
    line("time", time(document.path("weir")));
    JsonNode before = null;
    for (Map.Entry<String, String> step : documents.entrySet()) {
      JsonNode after = read(step.getValue());
      if (before != null) {
        List<String> added = new ArrayList<>();
        added(before, after, "", added);
        line(step.getKey(), added.isEmpty() ? "adds nothing" : "adds " + String.join(", ", added));
      }
      before = after;
    }
    String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    pretty.lines().forEach(each -> out.println(INDENT + SafeText.of(each)));
  }

  private String fate(Explanation explanation) {
    String inner = explanation.type().equals(type) ? "" : explanation.type() + ", ";
    return inner
        + switch (explanation.outcome()) {
          case INDEXED -> "indexed in " + explanation.index() + " as " + explanation.id();
          case FILTERED -> "dropped by the filter: " + explanation.reason();
          case UNPARSED ->
              "not understood (%s), kept in %s as %s"
                  .formatted(explanation.reason(), explanation.index(), explanation.id());
          case DEAD_LETTERED -> "a dead letter: " + explanation.reason();
        };
  }

  /** Whose time the document has, if not the event's own. */
  private static String time(JsonNode weir) {
    String source = weir.path("time").asText();
    if (source.isEmpty()) {
      return "";
    }
    String field = weir.path("time_field").asText("the event's own");
    return "%s's, as %s is %s"
        .formatted(source, field, weir.path("time_reason").asText().replace('_', ' '));
  }

  private void line(String name, String text) {
    if (!text.isEmpty()) {
      out.println(INDENT + SafeText.of(name + ": " + text));
    }
  }

  /** The paths of values that the one document has and the other has not, or not so. */
  private static void added(JsonNode before, JsonNode after, String path, List<String> added) {
    for (Map.Entry<String, JsonNode> member : after.properties()) {
      String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
      JsonNode was = before.path(member.getKey());
      if (member.getValue().isObject()) {
        added(was, member.getValue(), at, added);
      } else if (!was.equals(member.getValue())) {
        added.add(at + "=" + member.getValue());
      }
    }
  }
}
