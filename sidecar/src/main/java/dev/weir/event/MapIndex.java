package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the names and values of one MessagePack map lie, and which of them has a name. Reused for
 * one map after another; not thread-safe.
 *
 * <p>Of a map with many names only the first are found by hash, the others one by one: names made
 * to collide cost no more than names that do not.
 */
final class MapIndex {
  /** Room for more pairs than this is given back after the map that needed it. */
  static final int KEPT_PAIRS = 4096;

  /** A pair takes 24 bytes here, and may take two in its map. */
  static final int MOST_PAIRS = 1 << 17;

  /** Names as short as this that begin with an underscore are Weir's own. */
  private static final int OWN_NAME_BYTES = 5;

  private static final int SLOT_BITS = 7;
  private static final int HASHED = 1 << (SLOT_BITS - 1);

  /** Names of a larger map are sorted before they are asked for one after another. */
  private static final int MOST_SCANNED = 4 * HASHED;

  /** For a hash the number of the first such pair, counted from 1; 0 where there is none. */
  private final byte[] slots = new byte[1 << SLOT_BITS];

  /**
   * Of a map with many names, those pairs that are not found by hash in the order of their names;
   * null until somebody needs it.
   */
  private int @Nullable [] sorted;

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

  /** Forgets all pairs. */
  void begin(byte[] source) {
    bytes = source;
    size = 0;
    sorted = null;
    Arrays.fill(slots, (byte) 0);
  }

  private void add(MsgpackReader reader) throws MsgpackException {
    int length = reader.readRawHeader();
    int at = reader.position();
    reader.advance(length);
    int value = reader.position();
    reader.skip();
    int pair = put(FieldName.head(bytes, at, length), at, length, value);
    valueEnd[pair] = reader.position();
  }

  /** Adds a pair but for the end of its value; its place. */
  private int put(long head, int at, int length, int value) {
    int i = size;
    if (i == keyAt.length) {
      resize(i * 2);
    }
    keyHead[i] = head;
    keyAt[i] = at;
    keyLength[i] = length;
    valueAt[i] = value;
    if (i < HASHED) {
      int slot = slot(head);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = (byte) (i + 1);
    }
    size = i + 1;
    return i;
  }

  /**
   * Adds a pair to a map that is being written.
   *
   * @param from where it begins, and the pair before it ends
   * @param value where its value begins, and its name ends
   */
  void add(long head, int from, int value, int length) {
    int pair = put(head, value - length, length, value);
    if (pair > 0) {
      valueEnd[pair - 1] = from;
    }
  }

  /** Ends a map that was being written. */
  void end(byte[] written, int to) {
    bytes = written;
    if (size > 0) {
      valueEnd[size - 1] = to;
    }
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

  /** Whether there may be a pair that is looked for in one of these slots. */
  boolean mayHave(int[] places) {
    for (int place : places) {
      if (slots[place] != 0) {
        return true;
      }
    }
    return size > HASHED;
  }

  boolean has(int pair, FieldName name) {
    return name.is(bytes, keyAt[pair], keyLength[pair], keyHead[pair]);
  }

  /**
   * Whether one of its pairs has the name of a pair of another map. All names of one map are asked
   * for in another in little more than what their number costs.
   */
  boolean hasNameOf(MapIndex other, int pair) {
    int slot = slot(other.keyHead[pair]);
    for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      if (compare(slots[slot] - 1, other, pair) == 0) {
        return true;
      }
    }
    return size > MOST_SCANNED ? isSortedNameOf(other, pair) : isScannedNameOf(other, pair);
  }

  private boolean isScannedNameOf(MapIndex other, int pair) {
    for (int i = HASHED; i < size; i++) {
      if (compare(i, other, pair) == 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isSortedNameOf(MapIndex other, int pair) {
    int[] order = sorted;
    if (order == null) {
      order =
          IntStream.range(HASHED, size)
              .boxed()
              .sorted((one, two) -> compare(one, this, two))
              .mapToInt(Integer::intValue)
              .toArray();
      sorted = order;
    }
    int from = 0;
    int to = order.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int compared = compare(order[middle], other, pair);
      if (compared == 0) {
        return true;
      }
      from = compared < 0 ? middle + 1 : from;
      to = compared < 0 ? to : middle;
    }
    return false;
  }

  private int compare(int pair, MapIndex other, int otherPair) {
    int byHead = Long.compare(keyHead[pair], other.keyHead[otherPair]);
    int at = keyAt[pair];
    int otherAt = other.keyAt[otherPair];
    return byHead != 0
        ? byHead
        : Arrays.compare(
            bytes,
            at,
            at + keyLength[pair],
            other.bytes,
            otherAt,
            otherAt + other.keyLength[otherPair]);
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

  /** The slot from which on a name with this head is looked for. */
  static int slot(long head) {
    return (int) (FieldName.hash(head) >>> (64 - SLOT_BITS));
  }

  private void resize(int capacity) {
    keyHead = Arrays.copyOf(keyHead, capacity);
    keyAt = Arrays.copyOf(keyAt, capacity);
    keyLength = Arrays.copyOf(keyLength, capacity);
    valueAt = Arrays.copyOf(valueAt, capacity);
    valueEnd = Arrays.copyOf(valueEnd, capacity);
  }
}
