package dev.weir.forward;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first small piece of the next message: all that a connection keeps while it holds no slot.
 * Not thread-safe.
 */
final class Head {
  /** The most that is read past what a message is known to need, so the most that is ever kept. */
  static final int OVER_READ_BYTES = 16 << 10;

  /** As much of a message lies here before a slot is asked for: who trickles holds no slot. */
  static final int LIMIT_BYTES = 4 << 10;

  private static final int IDLE_BYTES = 512;
  private static final byte NIL = (byte) 0xc0;

  private byte[] bytes = new byte[IDLE_BYTES];
  private int from;
  private int to;

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return to - from;
  }

  /** Waits for bytes behind those that are there, of which there may come to be {@code limit}. */
  boolean fill(Wire wire, int limit) throws IOException {
    moveToStart();
    if (to == 0 && bytes.length > IDLE_BYTES) {
      bytes = new byte[IDLE_BYTES];
    } else if (to == bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(limit, 8 * to));
    }
    int count = wire.read(bytes, to, bytes.length - to);
    to += Math.max(0, count);
    return count >= 0;
  }

  /** Makes the bytes begin at 0. */
  void moveToStart() {
    System.arraycopy(bytes, from, bytes, 0, to - from);
    to -= from;
    from = 0;
  }

  /** Drops the first bytes. */
  void consume(int count) {
    from += count;
  }

  /** Drops heartbeats. */
  void passHeartbeats() {
    while (from < to && bytes[from] == NIL) {
      from++;
    }
  }

  /** Keeps, in place of what was here, what was read past a message's end. */
  void keep(byte[] source, int sourceFrom, int sourceTo) {
    int count = sourceTo - sourceFrom;
    if (count > bytes.length) {
      bytes = new byte[count];
    }
    System.arraycopy(source, sourceFrom, bytes, 0, count);
    from = 0;
    to = count;
  }
}
