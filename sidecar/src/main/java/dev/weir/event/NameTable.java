package dev.weir.event;

import java.util.Arrays;

/**
 * Names, found among one another by a hash of their first bytes. Not thread-safe while it grows.
 */
final class NameTable {
  static final int NONE = -1;

  private FieldName[] names = new FieldName[0];

  /** For a hash the place of a name with it, counted from 1; 0 where there is none. */
  private short[] slots = new short[4];

  /** Adds a name, which is not there yet; its place. */
  int add(FieldName name) {
    int place = names.length;
    if (place == Short.MAX_VALUE) {
      throw new IllegalArgumentException("more names in one object than a type can have");
    }
    names = Arrays.copyOf(names, place + 1);
    names[place] = name;
    // At most half of them are taken, so that a search soon ends.
    int room = slots.length < 2 * names.length ? 2 * slots.length : slots.length;
    slots = new short[room];
    for (int i = 0; i < names.length; i++) {
      int slot = slot(names[i].head());
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = (short) (i + 1);
    }
    return place;
  }

  int size() {
    return names.length;
  }

  /** The place of the name that lies there; {@link #NONE} if it is not one of them. */
  int find(byte[] bytes, int at, int length) {
    long head = FieldName.head(bytes, at, length);
    for (int slot = slot(head); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int place = slots[slot] - 1;
      if (names[place].is(bytes, at, length, head)) {
        return place;
      }
    }
    return NONE;
  }

  private int slot(long head) {
    return (int) (FieldName.hash(head) >>> 40) & (slots.length - 1);
  }
}
