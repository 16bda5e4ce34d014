package dev.weir.enrich.threat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.feed.JsonLists;
import dev.weir.feed.ListRoom;
import dev.weir.feed.ReadList;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads indicators of STIX 2.1: of a bundle, or of any object that has {@code objects}. Objects of
 * other types are passed over; indicators whose pattern is not understood, or that are revoked, are
 * counted.
 */
final class StixIndicators {
  private final IndicatorsBuilder builder;
  private final @Nullable Confidence otherwise;

  StixIndicators(int mostEntries, @Nullable Confidence otherwise, ListRoom room) {
    this.builder = new IndicatorsBuilder(mostEntries, room);
    this.otherwise = otherwise;
  }

  ReadList<Indicators> read(InputStream bytes) throws IOException {
    try (JsonParser json = JsonLists.open(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("it is no STIX: no object of JSON");
      }
      boolean found = false;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean objects = json.currentName().equals("objects");
        if (json.nextToken() == JsonToken.START_ARRAY && objects) {
          found = true;
          while (json.nextToken() == JsonToken.START_OBJECT) {
            object(json);
          }
          if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException("it is no STIX: objects holds what is none");
          }
        } else {
          json.skipChildren();
        }
      }
      if (!found) {
        throw new IOException("it is no STIX: it has no objects");
      }
    }
    return builder.build();
  }

  private void object(JsonParser json) throws IOException {
    String type = "";
    String pattern = "";
    String label = null;
    Confidence confidence = otherwise;
    long until = 0;
    boolean usable = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      String text = value.isScalarValue() ? json.getText() : "";
      switch (name) {
        case "type" -> type = text;
        case "pattern" -> pattern = text;
        case "pattern_type" -> usable &= text.equals("stix");
        case "name" -> label = text.isEmpty() ? null : text;
        case "confidence" -> {
          Confidence said = Confidence.parse(text);
          confidence = said == null ? otherwise : said;
        }
        case "valid_until" -> {
          until = seconds(text);
          usable &= until > 0;
        }
        case "revoked" -> usable &= value != JsonToken.VALUE_TRUE;
        default -> json.skipChildren();
      }
      json.skipChildren();
    }
    if (type.equals("indicator")) {
      add(usable ? pattern : "", new IndicatorNote(confidence, label), until);
    }
  }

  private void add(String pattern, IndicatorNote note, long until) throws IOException {
    List<String> values = new ArrayList<>();
    if (!new StixPattern(pattern).read(values)) {
      builder.skip();
      return;
    }
    for (String value : values) {
      builder.add(value, note, until);
    }
  }

  private static long seconds(String text) {
    try {
      return Instant.parse(text).getEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }
}
