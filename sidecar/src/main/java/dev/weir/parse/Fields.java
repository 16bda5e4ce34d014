package dev.weir.parse;

import dev.weir.event.RecordBuilder;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.FieldType;
import dev.weir.type.ValueForm;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The fields of a line as they are found, written as one record: numbers as numbers where their
 * type says so and they are some. Reused for each line; not thread-safe.
 */
final class Fields {
  /** A field of a type, made once: its name as MessagePack, and how its values are written. */
  static final class Column {
    private final RecordBuilder.Name name;
    private final FieldType type;
    private final ValueForm form;

    private Column(RecordBuilder.Name name, FieldType type) {
      this.name = name;
      this.type = type;
      this.form = ValueForm.of(type);
    }

    static Column of(String name, Map<String, FieldType> types) {
      return new Column(new RecordBuilder.Name(name), types.getOrDefault(name, FieldType.KEYWORD));
    }

    /** How values look that its type can hold. */
    ValueForm form() {
      return form;
    }

    /** Whether its type is that of whole numbers. */
    boolean isNumber() {
      return type == FieldType.LONG;
    }
  }

  private static final int MOST_DIGITS = 18;

  private final RecordBuilder record;
  private MsgpackWriter out = new MsgpackWriter(0);

  Fields(RecordBuilder record) {
    this.record = record;
  }

  /** Begins another line's. */
  void begin() {
    record.begin();
  }

  void add(Column column, byte[] bytes, int from, int to) {
    out = record.add(column.name);
    addElement(column, bytes, from, to);
  }

  /** Begins a field with several values; as many calls of {@link #addElement} follow. */
  void beginArray(Column column, int values) {
    out = record.add(column.name);
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
