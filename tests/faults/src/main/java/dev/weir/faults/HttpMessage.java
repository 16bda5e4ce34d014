package dev.weir.faults;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer of HTTP/1.1 as a whole.
 *
 * @param start the request line or the status line
 * @param headers each {@code Name: value}; those that say the length or belong to a hop left out
 * @param body decoded if it was chunked
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record HttpMessage(String start, List<String> headers, byte[] body) {
  private static final int LONGEST_HEAD = 64 << 10;
  private static final int LONGEST_BODY = 256 << 20;

  /** What is said anew on each hop; the upgrade to HTTP/2 is not taken up. */
  private static final List<String> OF_A_HOP =
      List.of("content-length", "transfer-encoding", "connection", "upgrade", "http2-settings");

  /** An answer made here. */
  static HttpMessage answer(int status, String json) {
    return new HttpMessage(
        "HTTP/1.1 " + status + " Made",
        List.of("Content-Type: application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** The next message; null at the end of the connection. */
  static @Nullable HttpMessage read(InputStream in, boolean hasBody) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    List<String> headers = new ArrayList<>();
    long length = 0;
    boolean chunked = false;
    String header = needed(in);
    while (!header.isEmpty()) {
      String[] field = header.split(":", 2);
      String name = field[0].toLowerCase(Locale.ROOT);
      if (name.equals("content-length")) {
        length = Long.parseLong(field[1].strip());
      }
      chunked |= name.equals("transfer-encoding");
      if (!OF_A_HOP.contains(name)) {
        headers.add(header);
      }
      header = needed(in);
    }
    byte[] body = !hasBody ? new byte[0] : chunked ? chunks(in) : exactly(in, length);
    return new HttpMessage(start, headers, body);
  }

  int status() {
    return Integer.parseInt(start.split(" ", 3)[1]);
  }

  /** Whether it is a request to write many documents. */
  boolean isBulk() {
    return start.startsWith("POST ") && start.contains("/_bulk");
  }

  boolean isHead() {
    return start.startsWith("HEAD ");
  }

  HttpMessage withBody(byte[] other) {
    return new HttpMessage(start, headers, other);
  }

  /** All its bytes. */
  byte[] bytes() {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(head.length() + body.length);
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  void write(OutputStream out) throws IOException {
    out.write(bytes());
    out.flush();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(needed(in).split(";", 2)[0].strip(), 16);
    while (size > 0) {
      body.writeBytes(exactly(in, size));
      needed(in);
      size = Integer.parseInt(needed(in).split(";", 2)[0].strip(), 16);
    }
    while (!needed(in).isEmpty()) {
      // Trailers.
    }
    return body.toByteArray();
  }

  private static byte[] exactly(InputStream in, long length) throws IOException {
    if (length > LONGEST_BODY) {
      throw new IOException("a body of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("cut within a body");
    }
    return bytes;
  }

  private static String needed(InputStream in) throws IOException {
    String line = line(in);
    if (line == null) {
      throw new EOFException("cut within a head");
    }
    return line;
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int read = in.read();
    while (read >= 0 && read != '\n') {
      if (read != '\r') {
        line.append((char) read);
      }
      if (line.length() > LONGEST_HEAD) {
        throw new IOException("a line over " + LONGEST_HEAD + " bytes");
      }
      read = in.read();
    }
    return read < 0 && line.isEmpty() ? null : line.toString();
  }
}
