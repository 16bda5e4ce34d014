package dev.weir.parse;

/** Makes one quote of two, as RFC 4180 writes quotes in values. Not thread-safe. */
final class DoubledQuotes {
  private static final int ROOM_TO_KEEP = 1 << 16;

  private byte[] bytes = new byte[256];

  /** Takes a text; returns how many of {@link #bytes} it has without the doubled ones. */
  int undouble(byte[] text, int from, int to) {
    if (bytes.length < to - from || bytes.length > ROOM_TO_KEEP) {
      bytes = new byte[Math.max(256, to - from)];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      bytes[length++] = text[i];
      if (text[i] == '"' && i + 1 < to && text[i + 1] == '"') {
        i++;
      }
    }
    return length;
  }

  /** Valid until the next call. */
  byte[] bytes() {
    return bytes;
  }
}
