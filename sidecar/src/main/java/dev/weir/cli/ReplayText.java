package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.ReplayProgress;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A replay for people and for programs. */
final class ReplayText {
  private ReplayText() {}

  static String step(ReplayProgress step) {
    long done = step.getOutcomesMap().values().stream().mapToLong(Long::longValue).sum();
    String outcomes =
        new TreeMap<>(step.getOutcomesMap())
            .entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    return "replay: %d of %d%s"
        .formatted(done, step.getSelected(), outcomes.isEmpty() ? "" : ", " + outcomes);
  }

  static String lines(ReplayProgress end, boolean dryRun) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        dryRun ? "dead letters selected (dry run)" : "dead letters selected",
        end.getSelected());
    new TreeMap<>(end.getOutcomesMap())
        .forEach((outcome, letters) -> line(text, outcome.replace('_', ' '), letters));
    if (!dryRun) {
      line(text, "left open", end.getLeftOpen());
    }
    return text.toString();
  }

  static String json(ReplayProgress end, boolean dryRun) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("dry_run", dryRun);
      json.writeNumberField("selected", end.getSelected());
      json.writeObjectFieldStart("outcomes");
      for (Map.Entry<String, Long> each : new TreeMap<>(end.getOutcomesMap()).entrySet()) {
        json.writeNumberField(each.getKey(), each.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("left_open", end.getLeftOpen());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String what, long count) {
    text.append(String.format(Locale.ROOT, "%-40s %,15d%n", what, count));
  }
}
