package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Tells elements of an array by the text of one of their members, {@code name=user-agent}. */
final class ElementChoice {
  /** The first of the choices that an element is; negative: none. */
  static final int NONE = -1;

  private FieldName[] names = new FieldName[0];
  private byte[][] texts = new byte[0][];
  private String[] written = new String[0];

  /** Adds a choice, unless it is there; its place. */
  int add(String name, String text) {
    String both = name + '=' + text.toLowerCase(Locale.ROOT);
    int known = Arrays.asList(written).indexOf(both);
    if (known >= 0) {
      return known;
    }
    int place = names.length;
    names = Arrays.copyOf(names, place + 1);
    texts = Arrays.copyOf(texts, place + 1);
    written = Arrays.copyOf(written, place + 1);
    names[place] = new FieldName(name);
    texts[place] = text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    written[place] = both;
    return place;
  }

  /** Which choice the element is where the reader stands, which is somewhere in it afterwards. */
  int of(MsgpackReader reader) throws MsgpackException {
    if (reader.peek() != MsgpackType.MAP) {
      return NONE;
    }
    for (int left = reader.readMapHeader(); left > 0; left--) {
      if (!isText(reader)) {
        reader.skip();
        reader.skip();
        continue;
      }
      int length = reader.readRawHeader();
      int at = reader.position();
      reader.advance(length);
      int chosen = isText(reader) ? chosen(reader, at, length) : NONE;
      if (chosen != NONE) {
        return chosen;
      }
      reader.skip();
    }
    return NONE;
  }

  /** Of the member of this name, the value of which comes next. */
  private int chosen(MsgpackReader reader, int nameAt, int nameLength) throws MsgpackException {
    byte[] bytes = reader.bytes();
    long head = FieldName.head(bytes, nameAt, nameLength);
    int from = reader.position();
    for (int i = 0; i < names.length; i++) {
      if (names[i].is(bytes, nameAt, nameLength, head)) {
        int length = reader.readRawHeader();
        boolean equal = length == texts[i].length && equal(bytes, reader.position(), texts[i]);
        reader.position(from);
        if (equal) {
          return i;
        }
      }
    }
    return NONE;
  }

  private static boolean isText(MsgpackReader reader) throws MsgpackException {
    MsgpackType type = reader.peek();
    return type == MsgpackType.STR || type == MsgpackType.BIN;
  }

  private static boolean equal(byte[] bytes, int at, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      byte b = bytes[at + i];
      if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lower[i]) {
        return false;
      }
    }
    return true;
  }
}
