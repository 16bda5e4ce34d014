package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.FixedSize;
import dev.weir.msgpack.MsgpackType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of one msgpack value while its bytes arrive. It goes over each byte once, however
 * many reads the value takes, and its memory is the nesting limit, whatever lengths the bytes
 * claim. The value begins at byte 0 of the array, which may be another one on each call as long as
 * it begins with the same bytes.
 */
final class MsgpackValueScanner {
  /** Is told of the outermost value and of its elements as soon as their headers are there. */
  interface Elements {
    /** The value itself begins; {@code count} is that of an array, and −1 for any other type. */
    void outermost(MsgpackType type, long count) throws MalformedChunkException;

    /**
     * An element of the outermost array begins.
     *
     * @param at where the element's header begins
     * @param length bytes of a str, bin or ext, values of an array, pairs of a map, else 0
     */
    void element(int index, MsgpackType type, int at, long length) throws MalformedChunkException;
  }

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final int limitBytes;
  private final Elements elements;
  // By depth, the values that are still to begin.
  private final long[] left;

  private int depth;
  private long pending;
  private long rawLeft;
  private int position;
  private long outerCount;

  MsgpackValueScanner(int limitBytes, int nestingLimit, Elements elements) {
    this.limitBytes = limitBytes;
    this.elements = elements;
    this.left = new long[nestingLimit];
    reset();
  }

  void reset() {
    depth = 0;
    pending = 1;
    rawLeft = 0;
    position = 0;
    outerCount = -1;
  }

  /** How far it is; the end of the value once {@link #scan} said so. */
  int position() {
    return position;
  }

  /** The size that the value has at the least, going by what was seen of it. */
  long required() {
    return position + rawLeft + pending;
  }

  /** Whether the value ends before {@code to}; if not, more bytes are to be added. */
  boolean scan(byte[] bytes, int to) throws MalformedChunkException {
    while (true) {
      if (rawLeft > 0) {
        int there = (int) Math.min(rawLeft, to - position);
        position += there;
        rawLeft -= there;
        if (rawLeft > 0) {
          return false;
        }
      }
      while (depth > 0 && left[depth - 1] == 0) {
        depth--;
      }
      if (pending == 0) {
        return true;
      }
      if (position >= to || !begin(bytes, to)) {
        return false;
      }
    }
  }

  private boolean begin(byte[] bytes, int to) throws MalformedChunkException {
    int first = bytes[position] & 0xff;
    int fixed = FixedSize.of(bytes[position]);
    if (fixed > 0) {
      take(first, fixed - 1L);
      rawLeft = fixed;
    } else if (first >= 0x80 && first <= 0x9f) {
      int count = first & 0x0f;
      take(first, count);
      position++;
      open(first <= 0x8f ? 2L * count : count);
    } else if (first == 0xc1) {
      throw new MalformedChunkException(ChunkRefusal.RESERVED_BYTE, position);
    } else {
      return beginLong(bytes, to, first);
    }
    checkLimit();
    return true;
  }

  /** Begins a value whose length stands in one, two or four bytes of its own. */
  private boolean beginLong(byte[] bytes, int to, int first) throws MalformedChunkException {
    int width =
        switch (first) {
          case 0xc4, 0xc7, 0xd9 -> 1;
          case 0xc5, 0xc8, 0xda, 0xdc, 0xde -> 2;
          default -> 4;
        };
    if (to - position <= width) {
      return false;
    }
    int at = position + 1;
    long length =
        switch (width) {
          case 1 -> bytes[at] & 0xff;
          case 2 -> (short) SHORT.get(bytes, at) & 0xffff;
          default -> (int) INT.get(bytes, at) & 0xffff_ffffL;
        };
    take(first, length);
    position += 1 + width;
    switch (first) {
      case 0xdc, 0xdd -> open(length);
      case 0xde, 0xdf -> open(2 * length);
      // An extension has its type between length and body.
      case 0xc7, 0xc8, 0xc9 -> rawLeft = length + 1;
      default -> rawLeft = length;
    }
    checkLimit();
    return true;
  }

  private void take(int first, long length) throws MalformedChunkException {
    if (depth == 0) {
      MsgpackType type = MsgpackType.of((byte) first);
      outerCount = type == MsgpackType.ARRAY ? length : -1;
      elements.outermost(type, outerCount);
    } else {
      if (depth == 1) {
        int index = (int) (outerCount - left[0]);
        elements.element(index, MsgpackType.of((byte) first), position, length);
      }
      left[depth - 1]--;
    }
    pending--;
  }

  private void open(long values) throws MalformedChunkException {
    if (values == 0) {
      return;
    }
    if (depth == left.length) {
      throw new MalformedChunkException(ChunkRefusal.TOO_DEEP, position);
    }
    left[depth++] = values;
    pending += values;
  }

  private void checkLimit() throws MalformedChunkException {
    if (required() > limitBytes) {
      throw new MalformedChunkException(ChunkRefusal.FRAME_TOO_LARGE, position);
    }
  }
}
