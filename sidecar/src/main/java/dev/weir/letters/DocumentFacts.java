package dev.weir.letters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself: its plain values at the top and those under {@code weir}, which
 * get that prefix. Read only when a document is refused; a document that ends in the middle of a
 * token still yields what stands before.
 */
public final class DocumentFacts {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CHARACTERS = 2048;

  private final Map<String, String> values = new HashMap<>();

  private DocumentFacts() {}

  static DocumentFacts read(byte[] json, int from, int length) {
    DocumentFacts facts = new DocumentFacts();
    try (JsonParser parser = JSON.createParser(json, from, length)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        facts.read(parser);
      }
    } catch (IOException broken) {
      // The document is broken or over the parser's limits; that may be why it was refused.
    }
    return facts;
  }

  public @Nullable String text(String name) {
    return values.get(name);
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public long number(String name, long otherwise) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException other) {
      return otherwise;
    }
  }

  private void read(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("weir") && value == JsonToken.START_OBJECT) {
        readWeir(parser);
      } else {
        keep(name, parser, value);
      }
    }
  }

  private void readWeir(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      keep("weir." + name, parser, parser.nextToken());
    }
  }

  private void keep(String name, JsonParser parser, JsonToken value) throws IOException {
    if (value.isScalarValue()) {
      String text = parser.getText();
      values.put(name, text.substring(0, Math.min(text.length(), CHARACTERS)));
    } else {
      parser.skipChildren();
    }
  }
}
