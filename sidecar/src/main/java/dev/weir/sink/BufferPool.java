package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import java.util.ArrayDeque;

/** Keeps some buffers for the next segments, so that big arrays are not made anew each time. */
final class BufferPool {
  private final long keptBytesLimit;
  private final ArrayDeque<JsonBuffer> kept = new ArrayDeque<>();
  private long keptBytes;

  BufferPool(long keptBytesLimit) {
    this.keptBytesLimit = keptBytesLimit;
  }

  synchronized JsonBuffer take(int initialBytes) {
    JsonBuffer buffer = kept.pollLast();
    if (buffer == null) {
      return new JsonBuffer(initialBytes);
    }
    keptBytes -= buffer.bytes().length;
    return buffer;
  }

  synchronized void give(JsonBuffer buffer) {
    int bytes = buffer.bytes().length;
    if (keptBytes + bytes <= keptBytesLimit) {
      buffer.clear();
      kept.addLast(buffer);
      keptBytes += bytes;
    }
  }
}
