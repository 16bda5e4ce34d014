package dev.weir.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weir.pipeline.Explanation;
import dev.weir.rule.TraceChoice;
import dev.weir.type.LogType;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One JSON object in a line for each record, for programs. */
final class ExplainedLines extends Explained {
  private final PrintWriter out;

  ExplainedLines(
      PrintWriter out, PrintWriter err, Set<String> flagNames, long limit, TraceChoice traces) {
    super(err, flagNames, limit, traces);
    this.out = out;
  }

  @Override
  public void recognized(LogType type, String why) {
    // Its records say what they are.
  }

  @Override
  public void opaque(LogType type, String why) {
    // Its dead letter says it.
  }

  @Override
  public boolean wantsSteps() {
    return false;
  }

  @Override
  void print(Explanation explanation, Map<String, String> documents)
      throws JsonProcessingException {
    String document = explanation.document();
    ObjectNode line = JSON.createObjectNode();
    line.put("type", explanation.type());
    line.put("outcome", explanation.outcome().name().toLowerCase(Locale.ROOT));
    line.put("reason", explanation.reason());
    line.put("index", explanation.index());
    line.put("id", explanation.id());
    JsonNode read = read(document);
    line.set("flags", flags(read));
    ArrayNode rules = line.putArray("rules");
    read.at("/weir/rules").forEach(rules::add);
    if (choice().isWanted()) {
      TracedText.json(explanation.rules(), line);
    }
    if (document.isEmpty()) {
      line.putNull("document");
    } else {
      // As it is: a reader's numbers could differ from those that are sent.
      line.putRawValue("document", new RawValue(document));
    }
    out.println(JSON.writeValueAsString(line));
  }

  @Override
  void end() {
    // Programs count for themselves.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
