package dev.weir.sigma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.weir.yaml.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON text as the values that it says, each with its line. */
final class JsonTree {
  private static final int DEEPEST = 24;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonTree() {}

  /** What the parser says of itself in its messages. */
  private static final String SOURCE = " ?\\(start marker at \\[.*?\\]\\)|, from `.*`";

  /** Reads a text, which holds one value. */
  static YamlValue read(String text) throws SigmaException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new SigmaException(1, "the file is empty");
      }
      YamlValue value = value(parser);
      if (parser.nextToken() != null) {
        throw new SigmaException(line(parser), "something stands behind the JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new SigmaException(
          line, "this is no JSON: " + e.getOriginalMessage().replaceAll(SOURCE, ""));
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be read", e);
    }
  }

  private static YamlValue value(JsonParser parser) throws IOException {
    int line = line(parser);
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        List<YamlValue.Entry> entries = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          int at = line(parser);
          String name = parser.currentName();
          parser.nextToken();
          entries.add(new YamlValue.Entry(at, name, value(parser)));
        }
        yield new YamlValue.Mapping(line, entries);
      }
      case START_ARRAY -> {
        List<YamlValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value(parser));
        }
        yield new YamlValue.Sequence(line, items);
      }
      case VALUE_NUMBER_INT -> scalar(line, parser, YamlValue.Kind.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(line, parser, YamlValue.Kind.DECIMAL);
      case VALUE_TRUE, VALUE_FALSE -> scalar(line, parser, YamlValue.Kind.BOOLEAN);
      case VALUE_NULL -> scalar(line, parser, YamlValue.Kind.NULL);
      case VALUE_STRING -> scalar(line, parser, YamlValue.Kind.TEXT);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value: " + parser.currentToken());
    };
  }

  private static YamlValue scalar(int line, JsonParser parser, YamlValue.Kind kind)
      throws IOException {
    return new YamlValue.Scalar(line, parser.getText(), kind);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
