package dev.weir.json;

import java.util.Arrays;

/** Decodes the escapes of a JSON string into UTF-8. Made once; holds the last string. */
final class StringDecoder {
  private static final int REPLACEMENT = 0xfffd;

  private byte[] bytes = new byte[256];
  private int length;

  /** The string's bytes, from 0 to {@link #length}. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /**
   * Decodes the string whose first byte is at {@code from} and which is plain up to {@code escape}.
   *
   * @return the index after the closing quote
   */
  int decode(byte[] in, int from, int escape, int end) throws JsonException {
    length = 0;
    int plainFrom = from;
    int at = escape;
    while (true) {
      append(in, plainFrom, at);
      if (at == end) {
        throw new JsonException(JsonException.Reason.TRUNCATED, end);
      }
      if (in[at] == '"') {
        return at + 1;
      }
      if (in[at] != '\\') {
        throw new JsonException(JsonException.Reason.MALFORMED, at);
      }
      plainFrom = escape(in, at + 1, end);
      at = ByteSearch.endOfPlain(in, plainFrom, end);
    }
  }

  private int escape(byte[] in, int at, int end) throws JsonException {
    if (at == end) {
      throw new JsonException(JsonException.Reason.TRUNCATED, end);
    }
    int decoded =
        switch (in[at]) {
          case '"', '\\', '/' -> in[at];
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> -1;
          default -> throw new JsonException(JsonException.Reason.MALFORMED, at);
        };
    if (decoded >= 0) {
      utf8(decoded);
      return at + 1;
    }
    return unicode(in, at + 1, end);
  }

  private int unicode(byte[] in, int at, int end) throws JsonException {
    int unit = hex4(in, at, end);
    int next = at + 4;
    if (Character.isHighSurrogate((char) unit)
        && next + 1 < end
        && in[next] == '\\'
        && in[next + 1] == 'u') {
      int low = hex4(in, next + 2, end);
      if (Character.isLowSurrogate((char) low)) {
        utf8(Character.toCodePoint((char) unit, (char) low));
        return next + 6;
      }
    }
    utf8(Character.isSurrogate((char) unit) ? REPLACEMENT : unit);
    return next;
  }

  private static int hex4(byte[] in, int at, int end) throws JsonException {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      if (i >= end) {
        throw new JsonException(JsonException.Reason.TRUNCATED, end);
      }
      int digit = in[i] < 0 ? -1 : Character.digit(in[i], 16);
      if (digit < 0) {
        throw new JsonException(JsonException.Reason.MALFORMED, i);
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private void utf8(int codePoint) {
    ensure(4);
    if (codePoint < 0x80) {
      bytes[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xc0 | (codePoint >> 6));
      bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
    } else {
      if (codePoint < 0x10000) {
        bytes[length++] = (byte) (0xe0 | (codePoint >> 12));
      } else {
        bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
      }
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
      bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
    }
  }

  private void append(byte[] in, int from, int to) {
    ensure(to - from);
    System.arraycopy(in, from, bytes, length, to - from);
    length += to - from;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
