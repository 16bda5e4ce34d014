package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.JsonBuffer;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.util.Collection;

/**
 * Copies parts of open fields to {@code promoted}, where each has a field of its own. What a filter
 * took away or masked does not come back so. Not thread-safe.
 */
final class Promotion {
  /** As many elements of an array as are copied. */
  private static final int MOST_ELEMENTS = 64;

  private final String[] names;
  private final FieldPath[] paths;
  private final FieldValue value = new FieldValue();
  private final MsgpackReader reader = new MsgpackReader();

  Promotion(Collection<String> names) {
    this.names = names.toArray(String[]::new);
    this.paths = names.stream().map(FieldPath::of).toArray(FieldPath[]::new);
  }

  /** Writes the member {@code promoted}, with a comma before it, if there is anything to copy. */
  void write(LogEvent event, JsonBuffer out) throws MsgpackException {
    int mark = out.size();
    int begun = mark;
    for (int i = 0; i < paths.length; i++) {
      if (event.find(paths[i], value) && !event.isChanged(value)) {
        int before = out.size();
        out.ascii(begun == mark ? ",\"promoted\":{" : ",").string(names[i]).raw(':');
        if (writeValue(out)) {
          begun = out.size();
        } else {
          out.truncate(before);
        }
      }
    }
    if (begun > mark) {
      out.raw('}');
    }
  }

  private boolean writeValue(JsonBuffer out) throws MsgpackException {
    return switch (value.type()) {
      case STR, BIN -> {
        out.string(value.bytes(), value.at(), value.length());
        yield true;
      }
      case INTEGER, BOOLEAN, FLOAT -> writeNumber(out);
      case ARRAY -> writeArray(out);
      case NIL, MAP, EXT, RESERVED -> false;
    };
  }

  /** Numbers and truth values, whose text is their JSON; not those that JSON has none for. */
  private boolean writeNumber(JsonBuffer out) {
    String text = value.text();
    if (text.endsWith("N") || text.endsWith("y")) {
      out.string(text);
    } else {
      out.ascii(text);
    }
    return true;
  }

  private boolean writeArray(JsonBuffer out) throws MsgpackException {
    reader.reset(value.bytes(), value.start(), value.bytes().length);
    int elements = Math.min(MOST_ELEMENTS, reader.readArrayHeader());
    char before = '[';
    for (int i = 0; i < elements; i++) {
      switch (reader.peek()) {
        case STR, BIN -> {
          int length = reader.readRawHeader();
          out.raw(before).string(reader.bytes(), reader.position(), length);
          reader.advance(length);
          before = ',';
        }
        case INTEGER, BOOLEAN, FLOAT, NIL, ARRAY, MAP, EXT, RESERVED -> reader.skip();
      }
    }
    if (before == ',') {
      out.raw(']');
    }
    return before == ',';
  }
}
