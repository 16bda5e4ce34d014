package dev.weir.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outcome of each item of a bulk request, read from the answer's bytes. */
public final class BulkAnswer {
  /** What OpenSearch says of an item it did not write. */
  public record ItemError(String type, String reason) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final int REASON_CHARACTERS = 512;
  private static final int TYPE_CHARACTERS = 100;
  private static final byte[] ALL_WELL = ascii("{\"errors\":false,\"items\":[");
  private static final byte[] CREATED = ascii("{\"create\":{\"status\":201}}");
  private static final byte[] END = ascii("]}");

  private int[] statuses = new int[1024];
  private final Map<Integer, ItemError> errors = new HashMap<>();
  private int count;

  /** How many items it has. */
  public int count() {
    return count;
  }

  /** The status of an item, as of a request of its own. */
  public int status(int item) {
    return statuses[item];
  }

  /** What was wrong with an item; null if it was written. */
  public @Nullable ItemError error(int item) {
    return errors.isEmpty() ? null : errors.get(item);
  }

  /**
   * Reads an answer with status 200; what was read before is forgotten.
   *
   * @throws IOException if it is cut, or not the answer to a bulk request
   */
  public void read(byte[] body) throws IOException {
    count = 0;
    errors.clear();
    if (readAllCreated(body)) {
      return;
    }
    count = 0;
    try (JsonParser parser = JSON.createParser(body)) {
      require(parser.nextToken() == JsonToken.START_OBJECT);
      boolean items = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals("items");
        JsonToken value = parser.nextToken();
        if (here && value == JsonToken.START_ARRAY) {
          items = true;
          readItems(parser);
        } else {
          parser.skipChildren();
        }
      }
      require(items && parser.currentToken() == JsonToken.END_OBJECT);
    }
  }

  /** Whether it is the answer of nearly all requests, in which each item was created. */
  private boolean readAllCreated(byte[] body) {
    int at = ALL_WELL.length;
    if (!isAt(body, 0, ALL_WELL)) {
      return false;
    }
    while (isAt(body, at, CREATED)) {
      at += CREATED.length;
      add(201);
      if (at == body.length || body[at] != ',') {
        return at + END.length == body.length && isAt(body, at, END);
      }
      at++;
    }
    return false;
  }

  private static boolean isAt(byte[] body, int at, byte[] text) {
    return at + text.length <= body.length
        && Arrays.equals(body, at, at + text.length, text, 0, text.length);
  }

  private void readItems(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      // {"create":{"status":201}}
      require(parser.currentToken() == JsonToken.START_OBJECT);
      require(parser.nextToken() == JsonToken.FIELD_NAME);
      require(parser.nextToken() == JsonToken.START_OBJECT);
      readItem(parser);
      require(parser.nextToken() == JsonToken.END_OBJECT);
    }
  }

  private void readItem(JsonParser parser) throws IOException {
    int status = 0;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
        status = parser.getIntValue();
      } else if (name.equals("error") && value == JsonToken.START_OBJECT) {
        errors.put(count, readError(parser));
      } else {
        parser.skipChildren();
      }
    }
    require(status != 0 && parser.currentToken() == JsonToken.END_OBJECT);
    add(status);
  }

  private void add(int status) {
    if (count == statuses.length) {
      statuses = Arrays.copyOf(statuses, count << 1);
    }
    statuses[count++] = status;
  }

  private static ItemError readError(JsonParser parser) throws IOException {
    String type = "";
    String reason = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      if (text && name.equals("type")) {
        type = plain(parser.getText());
      } else if (text && name.equals("reason")) {
        String whole = parser.getText();
        reason = whole.substring(0, Math.min(whole.length(), REASON_CHARACTERS));
      } else {
        parser.skipChildren();
      }
    }
    return new ItemError(type, reason);
  }

  /**
   * The type as it may be a label, and stand in a log: OpenSearch's own are names of a few words,
   * but whatever answers in its place may say anything.
   */
  private static String plain(String type) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(type.length(), TYPE_CHARACTERS); i++) {
      char c = type.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      plain.append(word || c == '_' || c == '.' || c == '-' ? c : '?');
    }
    return plain.toString();
  }

  /** The error type of an answer that refuses the whole request; empty where there is none. */
  public static String errorType(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean error = parser.currentName().equals("error");
        if (parser.nextToken() == JsonToken.START_OBJECT && error) {
          return readError(parser).type();
        }
        parser.skipChildren();
      }
      return "";
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void require(boolean expected) throws IOException {
    if (!expected) {
      throw new IOException("not the answer to a bulk request");
    }
  }
}
