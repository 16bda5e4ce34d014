package dev.weir.enrich.url;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes a URL for reading (RFC 3986, 2.1), once: {@code %2527} becomes {@code %27}, so that what
 * was encoded twice still shows.
 */
final class PercentDecoding {
  /** As much of path and query as is decoded. */
  static final int MOST_BYTES = 2048;

  private static final byte[] NOTHING = new byte[0];

  private PercentDecoding() {}

  /** Path and query decoded; empty if nothing in them is encoded. */
  static byte[] decode(byte[] path, int from, int to, byte[] query, int queryFrom, int queryTo) {
    if (!isEncoded(path, from, to) && !isEncoded(query, queryFrom, queryTo)) {
      return NOTHING;
    }
    byte[] whole = new byte[Math.min(MOST_BYTES, to - from + 1 + queryTo - queryFrom)];
    int size = Math.min(whole.length, to - from);
    System.arraycopy(path, from, whole, 0, size);
    if (queryTo > queryFrom && size < whole.length) {
      whole[size++] = '?';
      int rest = Math.min(whole.length - size, queryTo - queryFrom);
      System.arraycopy(query, queryFrom, whole, size, rest);
      size += rest;
    }
    byte[] decoded = decode(whole, size, false);
    // What is no UTF-8 stays encoded, byte for byte: it could not be told from another.
    return isUtf8(decoded) ? decoded : decode(whole, size, true);
  }

  private static boolean isEncoded(byte[] bytes, int from, int to) {
    for (int i = from; i + 2 < to; i++) {
      if (bytes[i] == '%' && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static byte[] decode(byte[] bytes, int size, boolean asciiOnly) {
    byte[] out = new byte[size];
    int length = 0;
    for (int i = 0; i < size; i++) {
      int high = bytes[i] == '%' && i + 2 < size ? hex(bytes[i + 1]) : -1;
      int low = high < 0 ? -1 : hex(bytes[i + 2]);
      if (low >= 0 && !(asciiOnly && high > 7)) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
