package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.util.Arrays;

/**
 * Where the names and values of one MessagePack map lie, and which of them has a name. Reused for
 * one map after another; not thread-safe.
 *
 * <p>Of a map with many names only the first are found by hash, the others one by one: names made
 * to collide cost no more than names that do not.
 */
final class MapIndex {
  /** Room for more pairs than this is given back after the map that needed it. */
  private static final int KEPT_PAIRS = 4096;

  /** A pair takes 24 bytes here, and may take two in its map. */
  static final int MOST_PAIRS = 1 << 17;

  /** Names as short as this that begin with an underscore are Weir's own. */
  private static final int OWN_NAME_BYTES = 5;

  private static final int SLOT_BITS = 7;
  private static final int HASHED = 1 << (SLOT_BITS - 1);

  /** For a hash the number of the first such pair, counted from 1; 0 where there is none. */
  private final byte[] slots = new byte[1 << SLOT_BITS];

  private byte[] bytes = new byte[0];
  private int size;
  private long[] keyHead = new long[64];
  private int[] keyAt = new int[64];
  private int[] keyLength = new int[64];
  private int[] valueAt = new int[64];
  private int[] valueEnd = new int[64];

  /**
   * Takes the pairs of the map where the reader stands, and leaves the reader behind it.
   *
   * @throws MsgpackException if there is no whole map with text as names
   */
  void read(MsgpackReader reader) throws MsgpackException {
    begin(reader.bytes());
    int pairs = reader.readMapHeader();
    if (keyAt.length > KEPT_PAIRS && pairs <= KEPT_PAIRS) {
      resize(KEPT_PAIRS);
    }
    for (int i = 0; i < pairs; i++) {
      add(reader);
    }
  }

  /**
   * {@link #readTextNamed} of a small map.
   *
   * @return whether it is one; else nothing is taken
   */
  boolean readSmall(MsgpackReader reader) throws MsgpackException {
    begin(reader.bytes());
    if (reader.peek() != MsgpackType.MAP) {
      return false;
    }
    int pairs = reader.readMapHeader();
    if (pairs > HASHED) {
      return false;
    }
    addTextNamed(reader, pairs);
    return true;
  }

  /**
   * {@link #read} of a map, whose pairs it leaves out where the name is no text, and past {@link
   * #MOST_PAIRS} where it is not Weir's own.
   */
  void readTextNamed(MsgpackReader reader) throws MsgpackException {
    begin(reader.bytes());
    addTextNamed(reader, reader.readMapHeader());
  }

  private void addTextNamed(MsgpackReader reader, int pairs) throws MsgpackException {
    for (int i = 0; i < pairs; i++) {
      boolean text = reader.peek() == MsgpackType.STR || reader.peek() == MsgpackType.BIN;
      if (text && (size < MOST_PAIRS || isOwn(reader))) {
        add(reader);
      } else {
        reader.skip();
        reader.skip();
      }
    }
  }

  private boolean isOwn(MsgpackReader reader) throws MsgpackException {
    int from = reader.position();
    int length = reader.readRawHeader();
    int at = reader.position();
    reader.position(from);
    return size < MOST_PAIRS + KEPT_PAIRS
        && length > 0
        && length <= OWN_NAME_BYTES
        && bytes[at] == '_';
  }

  private void begin(byte[] source) {
    bytes = source;
    size = 0;
    Arrays.fill(slots, (byte) 0);
  }

  private void add(MsgpackReader reader) throws MsgpackException {
    int i = size;
    if (i == keyAt.length) {
      resize(i * 2);
    }
    keyLength[i] = reader.readRawHeader();
    keyAt[i] = reader.position();
    keyHead[i] = FieldName.head(bytes, keyAt[i], keyLength[i]);
    reader.advance(keyLength[i]);
    valueAt[i] = reader.position();
    reader.skip();
    valueEnd[i] = reader.position();
    if (i < HASHED) {
      int slot = slot(keyHead[i]);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = (byte) (i + 1);
    }
    size = i + 1;
  }

  int size() {
    return size;
  }

  /** The pair that has this name, the first of several; negative if none has. */
  int find(FieldName name) {
    for (int slot = slot(name.head()); slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int pair = slots[slot] - 1;
      if (has(pair, name)) {
        return pair;
      }
    }
    for (int pair = HASHED; pair < size; pair++) {
      if (has(pair, name)) {
        return pair;
      }
    }
    return -1;
  }

  boolean has(int pair, FieldName name) {
    return name.is(bytes, keyAt[pair], keyLength[pair], keyHead[pair]);
  }

  /** Whether one of its pairs has the name of a pair of another map. */
  boolean hasNameOf(MapIndex other, int pair) {
    int at = other.keyAt[pair];
    int length = other.keyLength[pair];
    for (int i = 0; i < size; i++) {
      if (keyHead[i] == other.keyHead[pair]
          && keyLength[i] == length
          && Arrays.equals(bytes, keyAt[i], keyAt[i] + length, other.bytes, at, at + length)) {
        return true;
      }
    }
    return false;
  }

  long keyHead(int pair) {
    return keyHead[pair];
  }

  int keyAt(int pair) {
    return keyAt[pair];
  }

  int keyLength(int pair) {
    return keyLength[pair];
  }

  int valueAt(int pair) {
    return valueAt[pair];
  }

  int valueEnd(int pair) {
    return valueEnd[pair];
  }

  private static int slot(long head) {
    return (int) ((head * 0x9e37_79b9_7f4a_7c15L) >>> (64 - SLOT_BITS));
  }

  private void resize(int capacity) {
    keyHead = Arrays.copyOf(keyHead, capacity);
    keyAt = Arrays.copyOf(keyAt, capacity);
    keyLength = Arrays.copyOf(keyLength, capacity);
    valueAt = Arrays.copyOf(valueAt, capacity);
    valueEnd = Arrays.copyOf(valueEnd, capacity);
  }
}
