package dev.weir.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of a field, made to be compared with many: by its first eight bytes as one number, then
 * by its last eight, and byte by byte only where it is longer than both. Immutable.
 */
final class FieldName {
  private static final int HEAD_BYTES = 8;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] utf8;
  private final long head;
  private final long tail;

  FieldName(String name) {
    this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    this.head = head(utf8, 0, utf8.length);
    this.tail = utf8.length < HEAD_BYTES ? 0 : (long) WORD.get(utf8, utf8.length - HEAD_BYTES);
  }

  /** The first eight bytes of a name, zeros behind a shorter one. */
  static long head(byte[] bytes, int at, int length) {
    if (at + HEAD_BYTES <= bytes.length) {
      long word = (long) WORD.get(bytes, at);
      return head(word, length);
    }
    long head = 0;
    for (int i = Math.min(length, HEAD_BYTES) - 1; i >= 0; i--) {
      head = head << 8 | (bytes[at + i] & 0xff);
    }
    return head;
  }

  /** The head of a name's first {@code length} bytes, from the head of all of it. */
  static long head(long head, int length) {
    return length >= HEAD_BYTES ? head : head & ~(-1L << (length << 3));
  }

  /** Mixes a head, so that its highest bits tell names apart. */
  static long hash(long head) {
    return head * 0x9e37_79b9_7f4a_7c15L;
  }

  /** Its own first eight bytes. */
  long head() {
    return head;
  }

  /** How many bytes it has. */
  int length() {
    return utf8.length;
  }

  /** Whether this is the name that lies there and has this head. */
  boolean is(byte[] bytes, int at, int length, long itsHead) {
    return itsHead == head
        && length == utf8.length
        && (length <= HEAD_BYTES
            || ((long) WORD.get(bytes, at + length - HEAD_BYTES) == tail
                && (length <= 2 * HEAD_BYTES
                    || Arrays.equals(
                        bytes, at + HEAD_BYTES, at + length, utf8, HEAD_BYTES, length))));
  }
}
