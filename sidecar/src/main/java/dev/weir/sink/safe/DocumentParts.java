package dev.weir.sink.safe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the parts of a document lie, whose native fields come first. */
final class DocumentParts {
  private final String type;
  private final byte[] record;
  private final List<byte[]> ours;
  private final int weirFrom;
  private final int weirTo;

  private DocumentParts(String type, byte[] record, List<byte[]> ours, int weirFrom, int weirTo) {
    this.type = type;
    this.record = record;
    this.ours = ours;
    this.weirFrom = weirFrom;
    this.weirTo = weirTo;
  }

  /** Its log type. */
  String type() {
    return type;
  }

  /** Its native fields, one object. */
  byte[] record() {
    return record;
  }

  /** Members that Weir wrote, name and value each. */
  List<byte[]> ours() {
    return ours;
  }

  /** Where the value of {@code weir} begins in the document. */
  int weirFrom() {
    return weirFrom;
  }

  /** Where it ends. */
  int weirTo() {
    return weirTo;
  }

  /** Finds them; null if it is not a document that says its type. */
  static @Nullable DocumentParts read(byte[] document, Set<String> ours) throws IOException {
    List<byte[]> members = new ArrayList<>();
    String type = null;
    int weirFrom = 0;
    int weirTo = 0;
    int recordTo = 1;
    try (JsonParser parser = NativeTree.FACTORY.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      int from = position(parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int nameFrom = from + (document[from] == ',' ? 1 : 0);
        parser.nextToken();
        int valueFrom = (int) parser.currentTokenLocation().getByteOffset();
        if (name.equals("weir") && parser.currentToken() == JsonToken.START_OBJECT) {
          type = type(parser);
          weirFrom = valueFrom;
          weirTo = position(parser);
        } else {
          parser.skipChildren();
          parser.finishToken();
        }
        int to = position(parser);
        if (ours.contains(name)) {
          members.add(Arrays.copyOfRange(document, nameFrom, to));
        } else if (!name.equals("weir")) {
          recordTo = to;
        }
        from = to;
      }
    }
    if (type == null) {
      return null;
    }
    byte[] record = Arrays.copyOf(document, recordTo + 1);
    record[recordTo] = '}';
    return new DocumentParts(type, record, members, weirFrom, weirTo);
  }

  /** Reads {@code weir} to its end. */
  private static @Nullable String type(JsonParser parser) throws IOException {
    String type = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isType = parser.currentName().equals("type");
      JsonToken value = parser.nextToken();
      if (isType && value == JsonToken.VALUE_STRING) {
        type = parser.getText();
      }
      parser.skipChildren();
    }
    return type;
  }

  private static int position(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }
}
