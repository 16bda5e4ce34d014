package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.pipeline.Explanation;
import dev.weir.rule.TraceChoice;
import dev.weir.text.SafeText;
import dev.weir.type.EventId;
import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Text for people: how many records come to what, then a paragraph for each: what it is, why, and
 * what was added to it by whom. The paragraphs wait on disk until all is counted.
 */
final class ExplainedText extends Explained {
  private static final String INDENT = "  ";
  private static final String PLACEHOLDERS =
      "Nothing is sent: weir.ingested and weir.version are placeholders, and so is the bucket"
          + " \"explain\" in weir.object.";

  private final PrintWriter out;
  private final LogTypes types;
  private final Spool spool;
  private final PrintWriter paragraphs;
  private String file = "";
  private String type = "";
  private long records;
  private long printed;
  private boolean documents;

  ExplainedText(
      PrintWriter out,
      PrintWriter err,
      Set<String> flagNames,
      LogTypes types,
      long limit,
      TraceChoice traces)
      throws IOException {
    super(err, flagNames, limit, traces);
    this.out = out;
    this.types = types;
    this.spool = Spool.open();
    this.paragraphs = new PrintWriter(spool.out(), false, StandardCharsets.UTF_8);
  }

  @Override
  public boolean wantsSteps() {
    return isWanted();
  }

  @Override
  void file(String name) {
    super.file(name);
    file = name;
    records = 0;
  }

  @Override
  public void recognized(LogType found, String why) {
    type = found.name();
    if (isWanted()) {
      paragraphs.println();
      paragraphs.println(SafeText.of(file + ": " + type + ", as " + why));
    }
  }

  @Override
  public void opaque(LogType found, String why) {
    type = found.name();
    if (isWanted()) {
      paragraphs.println();
      paragraphs.println(SafeText.of(file + ": " + why));
      paragraphs.println(
          INDENT
              + "One dead letter stands for it, and the object stays. If such objects hold no logs,"
              + " name their keys in source.buckets[].exclude.");
    }
  }

  @Override
  void print(Explanation explanation, Map<String, String> steps) throws JsonProcessingException {
    printed++;
    paragraphs.println();
    paragraphs.println(SafeText.of("record " + records++ + ": " + fate(explanation)));
    line("why", ExplainedReason.of(explanation));
    JsonNode document = read(explanation.document());
    if (document.isMissingNode()) {
      return;
    }
    List<String> flags = new ArrayList<>();
    flags(document).properties().forEach(flag -> flags.add(flag.getKey() + "=" + flag.getValue()));
    line("flags", String.join(" ", flags));
    line("time", time(document.path("weir")));
    line("id", id(explanation, document.path("weir")));
    documents = true;
    JsonNode before = null;
    for (Map.Entry<String, String> step : steps.entrySet()) {
      JsonNode after = read(step.getValue());
      if (before != null) {
        List<String> added = new ArrayList<>();
        added(before, after, "", added);
        line(step.getKey(), added.isEmpty() ? "adds nothing" : "adds " + String.join(", ", added));
      }
      before = after;
    }
    for (String each : TracedText.lines(explanation, choice())) {
      paragraphs.println(INDENT + SafeText.of(each));
    }
    String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    pretty.lines().forEach(each -> paragraphs.println(INDENT + SafeText.of(each)));
  }

  @Override
  void end() throws IOException {
    paragraphs.flush();
    if (paragraphs.checkError()) {
      throw new IOException("what is to be printed does not fit into the temporary folder");
    }
    if (files() == 0) {
      return;
    }
    long total = counts().total();
    out.println(counted(total, "record") + " in " + counted(files(), "file"));
    counts().lines().forEach(each -> out.println(INDENT + SafeText.of(each)));
    counts().ruleMatches().forEach(each -> out.println(INDENT + SafeText.of(each)));
    if (choice().isWanted() && counts().ruleMatches().isEmpty()) {
      out.println(INDENT + "no rule matches a record");
    }
    try (Reader waiting = new InputStreamReader(spool.in(), StandardCharsets.UTF_8)) {
      waiting.transferTo(out);
    }
    if (files() > 1 && !counts().badFiles().isEmpty()) {
      out.println();
      out.println("Not understood:");
      counts().badFiles().forEach(each -> out.println(INDENT + SafeText.of(each)));
    }
    if (documents) {
      out.println();
      out.println(PLACEHOLDERS);
    }
    if (printed > 0 && printed < total) {
      out.println();
      String rest = counted(total - printed, "record");
      out.println("Not printed: " + rest + ". --limit N prints more.");
    }
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  @Override
  public void close() throws IOException {
    spool.close();
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

  /** Why the type's own id is not the document's, where it has one. */
  private String id(Explanation explanation, JsonNode weir) {
    LogType found = types.named(explanation.type());
    EventId own = found == null ? null : found.eventId();
    if (own == null || weir.has("hash") || explanation.outcome() != Explanation.Outcome.INDEXED) {
      return "";
    }
    String where = own.issuer() == null ? "" : "in objects under AWS's own keys, or ";
    return "that of the record's place. The event's own id (%s) counts %swith own_ids: true of its bucket"
            .formatted(String.join(", ", own.paths()), where)
        + ", if the record has all parts of it";
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
      paragraphs.println(INDENT + SafeText.of(name + ": " + text));
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
