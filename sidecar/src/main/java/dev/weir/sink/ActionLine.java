package dev.weir.sink;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.weir.event.JsonBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The line before each document of a bulk request: what to do, in which index, under which id. */
final class ActionLine {
  /** Creates, and never replaces. */
  static final byte[] CREATE = bytes("{\"create\":{\"_index\":");

  /** Creates or replaces. */
  static final byte[] INDEX = bytes("{\"index\":{\"_index\":");

  private static final byte[] ID = bytes(",\"_id\":");
  private static final byte[] END = bytes("}}\n");

  /** Conflicts with any document and with none: checks an index and leaves nothing there. */
  private static final byte[] PROBE_END =
      bytes(",\"_id\":\"weir-probe\",\"if_seq_no\":0,\"if_primary_term\":1}}\n{}\n");

  private static final JsonFactory JSON = new JsonFactory();

  private ActionLine() {}

  static void write(JsonBuffer out, byte[] action, byte[] index, byte[] id) {
    out.raw(action).string(index, 0, index.length).raw(ID).string(id, 0, id.length).raw(END);
  }

  static void writeProbe(JsonBuffer out, byte[] index) {
    out.raw(INDEX).string(index, 0, index.length).raw(PROBE_END);
  }

  /** The index that a line of either action names; names hold nothing that JSON escapes. */
  static String indexOf(byte[] line, int from) {
    int at = from + (line[from + 2] == 'c' ? CREATE.length : INDEX.length) + 1;
    int to = at;
    while (line[to] != '"') {
      to++;
    }
    return new String(line, at, to - at, StandardCharsets.UTF_8);
  }

  /** The id that a line names, which ends where the document begins. */
  static byte[] idOf(byte[] line, int from, int documentAt) {
    try (JsonParser parser = JSON.createParser(line, from, documentAt - from)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME && parser.currentName().equals("_id")) {
          return parser.nextTextValue().getBytes(StandardCharsets.UTF_8);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("an action line is ours", impossible);
    }
    return new byte[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
