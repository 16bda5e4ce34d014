package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import java.util.ArrayList;
import java.util.List;

/** The values that one path leads to in a record. Reused for each record; not thread-safe. */
public final class FieldValues {
  /** As many values as are looked at; more would be an attack, not a log. */
  private static final int MOST_VALUES = 64;

  private final List<FieldValue> values = new ArrayList<>(1);
  private int count;

  public int count() {
    return count;
  }

  /** One of them, in the record's order. */
  public FieldValue get(int index) {
    return values.get(index);
  }

  /** Takes one of them out; those behind it move up. */
  public void drop(int index) {
    values.add(values.remove(index));
    count--;
  }

  void clear() {
    count = 0;
  }

  /** Adds the value that begins at {@code from}, unless it is nil. */
  void add(byte[] bytes, int from, int to) throws MsgpackException {
    if (count == MOST_VALUES || bytes[from] == (byte) 0xc0) {
      return;
    }
    if (count == values.size()) {
      values.add(new FieldValue());
    }
    values.get(count++).fill(bytes, from, to);
  }
}
