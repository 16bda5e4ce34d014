package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.config.ShardEstimate;
import dev.weir.fluentbit.Finding;
import dev.weir.yaml.Problem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outcome of {@code check} for programs. */
final class Json {
  private Json() {}

  /**
   * One line.
   *
   * @param shards how many the configuration can make; null where it was not read
   * @param cautions in sentences
   * @param findings of a Fluent Bit configuration; null where none was looked at
   */
  static String outcome(
      List<Problem> problems,
      @Nullable ShardEstimate shards,
      List<String> cautions,
      List<Reached> reached,
      @Nullable List<Finding> findings) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("problems");
      for (Problem problem : problems) {
        json.writeStartObject();
        json.writeStringField("key", problem.key());
        json.writeNumberField("line", problem.line());
        json.writeStringField("given", problem.given());
        json.writeStringField("expected", problem.expected());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (shards != null) {
        write(shards, json);
      }
      json.writeArrayFieldStart("cautions");
      for (String caution : cautions) {
        json.writeString(caution);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("reached");
      for (Reached result : reached) {
        json.writeStartObject();
        json.writeStringField("what", result.what());
        json.writeBooleanField("ok", result.problem().isEmpty());
        if (result.problem().isPresent()) {
          json.writeStringField("problem", result.problem().get());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      if (findings != null) {
        write(findings, json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(ShardEstimate shards, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("shards");
    json.writeNumberField("total", shards.total());
    json.writeNumberField("allowed_on_a_node", ShardEstimate.OF_A_NODE);
    json.writeObjectFieldStart("by_type");
    for (Map.Entry<String, Long> type : shards.byType().entrySet()) {
      json.writeNumberField(type.getKey(), type.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(List<Finding> findings, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("fluent_bit");
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("file", finding.file().toString());
      json.writeNumberField("line", finding.line());
      json.writeBooleanField("loses", finding.loses());
      json.writeStringField("section", finding.section());
      json.writeStringField("what", finding.what());
      json.writeStringField("why", finding.why());
      json.writeStringField("write", finding.write());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
