package dev.weir.forward;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Bytes for tests. */
final class Bytes {
  private Bytes() {}

  /** Reads hexadecimal digits with white space, and {@code 'text'} as its ASCII bytes. */
  static byte[] hex(String notation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (at < notation.length()) {
      char c = notation.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '\'') {
        int end = notation.indexOf('\'', at + 1);
        notation.substring(at + 1, end).chars().forEach(out::write);
        at = end + 1;
      } else {
        out.write(HexFormat.fromHexDigits(notation, at, at + 2));
        at += 2;
      }
    }
    return out.toByteArray();
  }

  static byte[] from(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
