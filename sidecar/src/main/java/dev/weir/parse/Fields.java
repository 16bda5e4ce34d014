package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.FieldType;
import dev.weir.type.ValueForm;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The fields of a line as they are found, written as one MessagePack map: numbers as numbers where
 * their type says so and they are some. Reused for each line; not thread-safe.
 */
final class Fields {
  /** A field of a type, made once: its name as MessagePack, and how its values are written. */
  static final class Column {
    private final String name;
    private final byte[] msgpack;
    private final FieldType type;
    private final ValueForm form;

    private Column(String name, byte[] msgpack, FieldType type) {
      this.name = name;
      this.msgpack = msgpack;
      this.type = type;
      this.form = ValueForm.of(type);
    }

    static Column of(String name, Map<String, FieldType> types) {
      MsgpackWriter writer = new MsgpackWriter(64);
      writer.writeStr(name);
      return new Column(name, writer.toByteArray(), types.getOrDefault(name, FieldType.KEYWORD));
    }

    /** How values look that its type can hold. */
    ValueForm form() {
      return form;
    }

    /** Whether its type is that of whole numbers. */
    boolean isNumber() {
      return type == FieldType.LONG;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Column column && column.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  private static final int MOST_DIGITS = 18;

  private static final int INITIAL_BYTES = 4096;

  /** Room beyond this, which a long line needed, is given back. */
  private static final int ROOM_TO_KEEP = 1 << 20;

  private MsgpackWriter out = new MsgpackWriter(INITIAL_BYTES);
  private int count;
  private int countAt;

  void begin() {
    if (out.bytes().length > ROOM_TO_KEEP) {
      out = new MsgpackWriter(INITIAL_BYTES);
    }
    out.clear();
    count = 0;
    countAt = out.openMap();
  }

  /** Ends the map; its bytes are valid until the next {@link #begin}. */
  MsgpackWriter end() {
    out.patchCount(countAt, count);
    return out;
  }

  int count() {
    return count;
  }

  /** Adds what came with the line. */
  int copyOthers(LogEvent record, FieldValue line, LogEvent taken) {
    int copied = record.copyOthers(line, taken, out);
    count += copied;
    return copied;
  }

  void add(Column column, byte[] bytes, int from, int to) {
    out.writeRaw(column.msgpack, 0, column.msgpack.length);
    count++;
    addElement(column, bytes, from, to);
  }

  /** Begins a field with several values; as many calls of {@link #addElement} follow. */
  void beginArray(Column column, int values) {
    out.writeRaw(column.msgpack, 0, column.msgpack.length);
    count++;
    out.writeArrayHeader(values);
  }

  void addElement(Column column, byte[] bytes, int from, int to) {
    switch (column.type) {
      case LONG, EPOCH_SECONDS, EPOCH_MILLIS -> {
        if (!writeLong(bytes, from, to)) {
          out.writeStr(bytes, from, to - from);
        }
      }
      case DOUBLE -> {
        if (!writeLong(bytes, from, to) && !writeDouble(bytes, from, to)) {
          out.writeStr(bytes, from, to - from);
        }
      }
      case BOOLEAN -> {
        if (is(bytes, from, to, "true")) {
          out.writeBoolean(true);
        } else if (is(bytes, from, to, "false")) {
          out.writeBoolean(false);
        } else {
          out.writeStr(bytes, from, to - from);
        }
      }
      case KEYWORD, TEXT, IP, DATE, FLAT, STORED -> out.writeStr(bytes, from, to - from);
    }
  }

  private boolean writeLong(byte[] bytes, int from, int to) {
    int at = from < to && bytes[from] == '-' ? from + 1 : from;
    if (at == to || to - at > MOST_DIGITS || (bytes[at] == '0' && to - at > 1)) {
      return false;
    }
    long value = 0;
    for (int i = at; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      value = value * 10 + digit;
    }
    out.writeLong(at > from ? -value : value);
    return true;
  }

  private boolean writeDouble(byte[] bytes, int from, int to) {
    if (to - from > MOST_DIGITS || from == to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
      if (!digit && bytes[i] != '.' && !(bytes[i] == '-' && i == from)) {
        return false;
      }
    }
    try {
      out.writeDouble(
          Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII)));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  static boolean is(byte[] bytes, int from, int to, String ascii) {
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
