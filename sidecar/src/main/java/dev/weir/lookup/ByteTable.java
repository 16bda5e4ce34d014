package dev.weir.lookup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Texts or other short bytes, each with a number; open addressing over one array that holds them
 * all. Filled by one thread, then read by many. Its hash is seeded, so that nobody can choose keys
 * that meet in one place.
 */
public final class ByteTable {
  /** No such key. */
  public static final int NONE = -1;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MOST_BYTES = 1 << 30;

  private final long seed = ThreadLocalRandom.current().nextLong() | 1;
  private byte[] pool = new byte[256];
  private int[] ends = new int[16];
  private int[] values = new int[16];
  private int size;

  /** Places of keys plus one, 0 for none; a power of two, at most half full. */
  private int[] slots = new int[32];

  /** Gives the key a value, in the place of what it had. */
  public void put(byte[] key, int at, int length, int value) {
    int slot = slot(key, at, length);
    if (slots[slot] != 0) {
      values[slots[slot] - 1] = value;
      return;
    }
    append(key, at, length, value);
    slots[slot] = size;
    if (size * 2 > slots.length) {
      rehash();
    }
  }

  /** {@link #put(byte[], int, int, int)} of a whole array. */
  public void put(byte[] key, int value) {
    put(key, 0, key.length, value);
  }

  /** Where the key is, for {@link #value} and the like, or {@link #NONE}. */
  public int find(byte[] key, int at, int length) {
    return size == 0 ? NONE : slots[slot(key, at, length)] - 1;
  }

  /** The value of the key at a place. */
  public int value(int place) {
    return values[place];
  }

  /** The array in which all keys lie; not to be changed. */
  public byte[] pool() {
    return pool;
  }

  /** Where the key at a place begins. */
  public int from(int place) {
    return place == 0 ? 0 : ends[place - 1];
  }

  /** How many bytes the key at a place has. */
  public int length(int place) {
    return ends[place] - from(place);
  }

  /** How many keys there are. */
  public int size() {
    return size;
  }

  /** What it takes of the heap now. */
  public long heapBytes() {
    return pool.length + (long) Integer.BYTES * (ends.length + values.length + slots.length);
  }

  /** What it takes at most beside that, for as long as it grows, or gives room back. */
  public long growthBytes() {
    return 2 * Math.max(pool.length, (long) Integer.BYTES * Math.max(slots.length, ends.length));
  }

  /** Gives back the room that was kept for more. */
  public ByteTable trim() {
    pool = Arrays.copyOf(pool, size == 0 ? 0 : ends[size - 1]);
    ends = Arrays.copyOf(ends, size);
    values = Arrays.copyOf(values, size);
    return this;
  }

  private void append(byte[] key, int at, int length, int value) {
    int from = size == 0 ? 0 : ends[size - 1];
    if (length > MOST_BYTES - from) {
      throw new IllegalStateException("more than " + MOST_BYTES + " bytes of keys");
    }
    if (from + length > pool.length) {
      pool =
          Arrays.copyOf(
              pool,
              Math.max(from + length, Math.min(MOST_BYTES, pool.length + (pool.length >> 1))));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, Math.max(16, size + (size >> 1)));
      values = Arrays.copyOf(values, ends.length);
    }
    System.arraycopy(key, at, pool, from, length);
    ends[size] = from + length;
    values[size++] = value;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    for (int place = 0; place < size; place++) {
      slots[slot(pool, from(place), length(place))] = place + 1;
    }
  }

  /** Where the key is, or the free slot where it would be. */
  private int slot(byte[] key, int at, int length) {
    int mask = slots.length - 1;
    int slot = (int) hash(key, at, length) & mask;
    while (slots[slot] != 0 && !isAt(slots[slot] - 1, key, at, length)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private boolean isAt(int place, byte[] key, int at, int length) {
    int from = from(place);
    return length(place) == length
        && Arrays.equals(pool, from, from + length, key, at, at + length);
  }

  private long hash(byte[] key, int at, int length) {
    long hash = seed ^ length;
    int i = at;
    int to = at + length;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = mix(hash ^ (long) LONG.get(key, i));
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = (rest << 8) | (key[i] & 0xff);
    }
    return mix(hash ^ rest);
  }

  /** Both halves of a product of 128 bits, folded. */
  private long mix(long value) {
    long other = value ^ seed;
    return (value * 0x9e37_79b9_7f4a_7c15L) ^ Math.multiplyHigh(other, 0x9e37_79b9_7f4a_7c15L);
  }
}
