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
  private final int envelopeFrom;
  private final int envelopeTo;

  private DocumentParts(Weir weir, byte[] record, List<byte[]> ours) {
    this.type = weir.type();
    this.record = record;
    this.ours = ours;
    this.weirFrom = weir.from();
    this.weirTo = weir.to();
    this.envelopeFrom = weir.envelopeFrom();
    this.envelopeTo = weir.envelopeTo();
  }

  /** Where the object that Weir writes lies, and in it what lay around the record. */
  private record Weir(String type, int from, int to, int envelopeFrom, int envelopeTo) {}

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

  /** Where in {@code weir} the value of {@code envelope} begins; where that ends, without one. */
  int envelopeFrom() {
    return envelopeFrom;
  }

  /** Where it ends. */
  int envelopeTo() {
    return envelopeTo;
  }

  /** Finds them; null if it is not a document that says its type. */
  static @Nullable DocumentParts read(byte[] document, Set<String> ours) throws IOException {
    List<byte[]> members = new ArrayList<>();
    Weir weir = null;
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
          weir = weir(parser, valueFrom);
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
    if (weir == null) {
      return null;
    }
    byte[] record = Arrays.copyOf(document, recordTo + 1);
    record[recordTo] = '}';
    return new DocumentParts(weir, record, members);
  }

  /** Reads {@code weir} to its end; null if it says no type. */
  private static @Nullable Weir weir(JsonParser parser, int from) throws IOException {
    String type = null;
    int envelopeFrom = -1;
    int envelopeTo = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("type") && value == JsonToken.VALUE_STRING) {
        type = parser.getText();
      }
      int valueFrom = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      if (name.equals("envelope") && value == JsonToken.START_OBJECT) {
        envelopeFrom = valueFrom;
        envelopeTo = position(parser);
      }
    }
    int to = position(parser);
    if (type == null) {
      return null;
    }
    return envelopeTo < 0
        ? new Weir(type, from, to, to - 1, to - 1)
        : new Weir(type, from, to, envelopeFrom, envelopeTo);
  }

  private static int position(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }
}
