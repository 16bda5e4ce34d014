package dev.weir.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.weir.proto.v1.Letter;
import dev.weir.text.SafeText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Dead letters for people and for programs. */
final class LetterText {
  private LetterText() {}

  /** A line of a list. */
  static String line(Letter letter) {
    return "%s  %-8s %-28s %-8s %-20s %,10d B  %s%n    %s"
        .formatted(
            SafeText.of(letter.getWritten()),
            SafeText.of(letter.getStatus()),
            SafeText.of(letter.getReason()),
            SafeText.of(letter.getStage()),
            SafeText.of(letter.getType()),
            letter.getBytes(),
            SafeText.of(letter.getName()),
            SafeText.of(place(letter)));
  }

  /** All of one, the record decoded. */
  static String all(Letter letter) {
    StringBuilder text = new StringBuilder();
    fields(letter)
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                text.append("%-10s %s%n".formatted(name, SafeText.of(value)));
              }
            });
    String body = LetterBody.text(letter.getForm(), letter.getBody().toByteArray());
    if (!body.isEmpty()) {
      text.append(System.lineSeparator());
      body.lines().forEach(line -> text.append(SafeText.of(line)).append(System.lineSeparator()));
    }
    return text.toString();
  }

  /** One object on one line. */
  static String json(Letter letter, boolean withBody) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      for (Map.Entry<String, String> field : fields(letter).entrySet()) {
        if (!field.getValue().isEmpty()) {
          json.writeStringField(field.getKey(), field.getValue());
        }
      }
      if (letter.hasOrdinal()) {
        json.writeNumberField("ordinal", letter.getOrdinal());
      }
      json.writeNumberField("bytes", letter.getBytes());
      json.writeBooleanField("truncated", letter.getTruncated());
      json.writeNumberField("attempts", letter.getAttempts());
      if (withBody) {
        byte[] body = letter.getBody().toByteArray();
        json.writeStringField("record", LetterBody.text(letter.getForm(), body));
        json.writeBinaryField("body", body);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // In JSON the escape of a mark means that mark.
    return SafeText.of(text.toString());
  }

  private static String place(Letter letter) {
    if (letter.getBucket().isEmpty()) {
      return "tag " + letter.getTag() + ", host " + letter.getHost();
    }
    return "s3://"
        + letter.getBucket()
        + "/"
        + letter.getKey()
        + (letter.hasOrdinal() ? " record " + letter.getOrdinal() : "");
  }

  private static Map<String, String> fields(Letter letter) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", letter.getName());
    fields.put("status", letter.getStatus());
    fields.put("outcome", letter.getOutcome());
    fields.put("reason", letter.getReason());
    fields.put("stage", letter.getStage());
    fields.put("type", letter.getType());
    fields.put("object", letter.getBucket().isEmpty() ? "" : place(letter));
    fields.put("version", letter.getVersion());
    fields.put("written", letter.getWritten());
    fields.put("time", letter.getTime());
    fields.put("id", letter.getId());
    fields.put("index", letter.getIndex());
    fields.put("error", letter.getError());
    fields.put("detail", letter.getDetail());
    fields.put("tag", letter.getTag());
    fields.put("host", letter.getHost());
    fields.put("form", letter.getForm());
    return fields;
  }
}
