package dev.weir.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a request (RFC 9112, section 3); what headers say changes no answer here.
 *
 * @param path without the query
 */
record HttpRequestHead(String method, String path) {
  private static final int MOST_BYTES = 8 << 10;

  /** Reads a head to its end; null if there is none, or it is longer than 8 KiB. */
  static @Nullable HttpRequestHead read(InputStream in) throws IOException {
    byte[] bytes = new byte[MOST_BYTES];
    int size = 0;
    while (!isWhole(bytes, size)) {
      int count = size == bytes.length ? -1 : in.read(bytes, size, bytes.length - size);
      if (count < 0) {
        return null;
      }
      size += count;
    }
    String text = new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    String[] line = text.lines().findFirst().orElse("").split(" ", -1);
    if (line.length != 3 || !line[2].startsWith("HTTP/1.")) {
      return null;
    }
    int query = line[1].indexOf('?');
    return new HttpRequestHead(line[0], query < 0 ? line[1] : line[1].substring(0, query));
  }

  private static boolean isWhole(byte[] bytes, int size) {
    return size >= 4
        && bytes[size - 1] == '\n'
        && (bytes[size - 2] == '\n' || (bytes[size - 2] == '\r' && bytes[size - 3] == '\n'));
  }
}
