package dev.weir.parse;

import dev.weir.event.ArrayPath;
import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A native field, looked up once in a record for all rules that ask for it. Of a path through
 * arrays it has several values. Not thread-safe.
 */
final class NativeField {
  private enum Address {
    UNKNOWN,
    NONE,
    ONE
  }

  private final FieldPath path;
  private final @Nullable ArrayPath arrays;
  private final byte[] absent;

  /** The value of a path that goes through no array. */
  private final FieldValue first = new FieldValue();

  private final List<FieldValue> values = new ArrayList<>(1);
  private int count;
  private boolean looked;
  private boolean there;
  private Address address = Address.UNKNOWN;

  /**
   * A field.
   *
   * @param absent the text that stands for no value; empty for none
   */
  NativeField(String text, byte[] absent) {
    this.path = FieldPath.of(text);
    this.arrays = ArrayPath.isOne(text) ? ArrayPath.of(text) : null;
    this.absent = absent;
    values.add(first);
  }

  /** Goes on to the next record. */
  void forget() {
    looked = false;
    address = Address.UNKNOWN;
  }

  /** How many values there are that no filter took away or masked: those do not come back here. */
  int count(LogEvent event) throws MsgpackException {
    if (!looked) {
      looked = true;
      there = false;
      count = arrays == null ? look(event) : look(event, arrays);
    }
    return count;
  }

  /** Whether it was there, if only for a filter; after {@link #count}. */
  boolean isThere() {
    return there;
  }

  /** One of its values; after {@link #count}. */
  FieldValue value(int index) {
    return arrays == null ? first : values.get(index);
  }

  private int look(LogEvent event) throws MsgpackException {
    return event.find(path, first) && isKept(event, first) ? 1 : 0;
  }

  private int look(LogEvent event, ArrayPath inArrays) throws MsgpackException {
    int found = inArrays.find(event, values);
    int kept = 0;
    for (int i = 0; i < found; i++) {
      FieldValue value = values.get(i);
      if (isKept(event, value)) {
        values.set(i, values.get(kept));
        values.set(kept++, value);
      }
    }
    return kept;
  }

  private boolean isKept(LogEvent event, FieldValue value) throws MsgpackException {
    if (absent.length > 0 && value.textEquals(absent)) {
      return false;
    }
    there = true;
    return !event.isChanged(value);
  }

  /** Whether the value is an address: asked of the first one by several rules, told once. */
  boolean isAddress(int index) {
    if (index > 0) {
      return isAddress(values.get(index));
    }
    if (address == Address.UNKNOWN) {
      address = isAddress(value(0)) ? Address.ONE : Address.NONE;
    }
    return address == Address.ONE;
  }

  private static boolean isAddress(FieldValue value) {
    return value.isText() && Addresses.isAddress(value.bytes(), value.at(), value.length());
  }
}
