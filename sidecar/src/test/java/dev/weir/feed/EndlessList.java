package dev.weir.feed;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;

/** The bytes of a list that has no end: what stands in front, and one entry after the other. */
final class EndlessList extends InputStream {
  private final LongFunction<String> entry;
  private byte[] current;
  private int at;
  private long next;

  EndlessList(String head, LongFunction<String> entry) {
    this.entry = entry;
    this.current = head.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) {
    while (at == current.length) {
      current = entry.apply(next++).getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    int count = Math.min(length, current.length - at);
    System.arraycopy(current, at, into, from, count);
    at += count;
    return count;
  }
}
