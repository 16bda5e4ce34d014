package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.config.ConfigProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The outcome of {@code check} for programs. */
final class Json {
  private Json() {}

  static String outcome(List<ConfigProblem> problems, List<Reached> reached) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("problems");
      for (ConfigProblem problem : problems) {
        json.writeStartObject();
        json.writeStringField("key", problem.key());
        json.writeNumberField("line", problem.line());
        json.writeStringField("given", problem.given());
        json.writeStringField("expected", problem.expected());
        json.writeEndObject();
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
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
