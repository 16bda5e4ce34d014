package dev.weir.source.queue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a JSON text what lies under the {@link KnownPaths}, and passes over the rest without
 * keeping it. One text costs time in proportion to its length, a stack of a few calls, and memory
 * for less than the text itself and {@value #MOST_ELEMENTS} elements.
 */
final class NotificationReader {
  /** S3 sends one event in a message, other services some tens. */
  static final int MOST_ELEMENTS = 1_000;

  /** No service nests so deep. */
  private static final int DEEPEST = 64;

  private static final int LONGEST_NAME = 4096;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names are anybody's: none outlives its message.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(LONGEST_NAME)
                  .build())
          .build();

  private final JsonParser parser;
  private int elements;

  private NotificationReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The objects of a text that is one object or an array of them.
   *
   * @throws IOException if it is no such text, or goes beyond what is read
   */
  static List<Fields> read(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      NotificationReader reader = new NotificationReader(parser);
      List<Fields> objects = reader.objects();
      if (parser.nextToken() != null) {
        throw new IOException("a second text follows the first");
      }
      return objects;
    }
  }

  private List<Fields> objects() throws IOException {
    List<Fields> objects = new ArrayList<>();
    JsonToken token = parser.nextToken();
    if (token == JsonToken.START_ARRAY) {
      elements(KnownPaths.ROOT, objects);
    } else {
      objects.add(element(KnownPaths.ROOT, token));
    }
    return objects;
  }

  private void elements(KnownPaths known, List<Fields> into) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      into.add(element(known, token));
    }
  }

  private Fields element(KnownPaths known, @Nullable JsonToken token) throws IOException {
    boolean fits =
        token == JsonToken.START_OBJECT
            || (known.text() != null && token != null && token.isScalarValue());
    if (!fits || ++elements > MOST_ELEMENTS) {
      throw new IOException(fits ? "too many elements" : "another value than was expected");
    }
    Fields fields = new Fields();
    value(known, token, fields);
    return fields;
  }

  private void value(KnownPaths known, @Nullable JsonToken token, Fields into) throws IOException {
    String text = known.text();
    String list = known.list();
    KnownPaths element = known.element();
    if (token == JsonToken.START_OBJECT) {
      members(known, into);
    } else if (token == JsonToken.START_ARRAY && list != null && element != null) {
      elements(element, into.addList(list));
    } else if (token == JsonToken.START_ARRAY) {
      parser.skipChildren();
    } else if (text != null && token != null && token != JsonToken.VALUE_NULL) {
      into.put(text, parser.getText());
    }
  }

  private void members(KnownPaths known, Fields into) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      KnownPaths member = known.member(parser.currentName());
      JsonToken token = parser.nextToken();
      if (member == null) {
        parser.skipChildren();
      } else {
        value(member, token, into);
      }
    }
  }
}
