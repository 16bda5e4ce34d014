package dev.weir.json;

import dev.weir.msgpack.MsgpackWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as MessagePack in one pass: no text, no tree. Strings keep their bytes, escapes
 * decoded (a lone surrogate becomes U+FFFD); bytes that are no UTF-8 are passed on. Integers of 64
 * bits, signed or unsigned, stay integers; what neither they nor a double can hold exactly becomes
 * a string of its digits. Members keep their order, repeated names included. Not thread-safe.
 */
public final class JsonTranscoder {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NATIVE = "native.".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STAMP = "_weir".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENVELOPE = "_env".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MEMBER = "_part".getBytes(StandardCharsets.US_ASCII);

  private final MsgpackWriter out;
  private final int maxDepth;
  private final NumberReader numbers;
  private final StringDecoder strings = new StringDecoder();
  private byte[] in = new byte[0];
  private int at;
  private int end;

  /**
   * A transcoder into {@code out}.
   *
   * @param maxDepth how many objects and arrays may be inside one another
   */
  public JsonTranscoder(MsgpackWriter out, int maxDepth) {
    this.out = out;
    this.maxDepth = maxDepth;
    this.numbers = new NumberReader(out);
  }

  /** How many numbers became strings so far. */
  public long numbersAsStrings() {
    return numbers.asStrings();
  }

  /**
   * Writes the value at {@code from} as a record, a map with room for more: a JSON object's own
   * members, or {@code message} with the raw text of any other value. The names {@code _weir},
   * {@code _env} and {@code _part}, which are the pipeline's, get the prefix {@code native.} at the
   * top level.
   *
   * @param extra pairs that the caller writes behind, counted in the map's header
   * @return the index after the value, blanks behind it not passed
   * @throws JsonException with {@code out} as it was
   */
  public int record(byte[] bytes, int from, int to, int extra) throws JsonException {
    int undo = out.size();
    in = bytes;
    at = from;
    end = to;
    try {
      byte first = next();
      if (first == '{') {
        object(1, extra, true);
      } else {
        scalarRecord(extra);
      }
      return at;
    } catch (JsonException e) {
      out.truncate(undo);
      throw e;
    }
  }

  /** Writes a line of text as a record: {@code message} with the line. */
  public void text(byte[] bytes, int from, int to, int extra) {
    out.writeMapHeader(1 + extra);
    out.writeStr(MESSAGE, 0, MESSAGE.length);
    out.writeStr(bytes, from, to - from);
  }

  private void scalarRecord(int extra) throws JsonException {
    int size = out.size();
    int from = at;
    value(1);
    out.truncate(size);
    text(in, from, at, extra);
  }

  private void value(int depth) throws JsonException {
    switch (in[at]) {
      case '"' -> string();
      case '{' -> object(depth, 0, false);
      case '[' -> array(depth);
      case 't' -> {
        literal("true");
        out.writeBoolean(true);
      }
      case 'f' -> {
        literal("false");
        out.writeBoolean(false);
      }
      case 'n' -> {
        literal("null");
        out.writeNil();
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw malformed();
    }
  }

  private void object(int depth, int extra, boolean record) throws JsonException {
    checkDepth(depth);
    int header = out.size();
    out.writeByte(0x80);
    int count = extra;
    at++;
    if (next() == '}') {
      at++;
    } else {
      while (true) {
        if (in[at] != '"') {
          throw malformed();
        }
        int name = out.size();
        string();
        if (record) {
          rename(name);
        }
        if (next() != ':') {
          throw malformed();
        }
        at++;
        next();
        value(depth + 1);
        count++;
        byte after = next();
        at++;
        if (after == '}') {
          break;
        }
        if (after != ',') {
          at--;
          throw malformed();
        }
        next();
      }
    }
    closeContainer(header, count, 0x80, 0xde);
  }

  private void array(int depth) throws JsonException {
    checkDepth(depth);
    int header = out.size();
    out.writeByte(0x90);
    int count = 0;
    at++;
    if (next() == ']') {
      at++;
    } else {
      while (true) {
        value(depth + 1);
        count++;
        byte after = next();
        at++;
        if (after == ']') {
          break;
        }
        if (after != ',') {
          at--;
          throw malformed();
        }
        next();
      }
    }
    closeContainer(header, count, 0x90, 0xdc);
  }

  /** Most containers are small: their header has one byte, and the others' content moves. */
  private void closeContainer(int header, int count, int fixed, int head16) {
    if (count < 16) {
      out.bytes()[header] = (byte) (fixed | count);
      return;
    }
    int more = count < 0x10000 ? 2 : 4;
    int length = out.size() - header - 1;
    for (int i = 0; i < more; i++) {
      out.writeByte(0);
    }
    byte[] bytes = out.bytes();
    System.arraycopy(bytes, header + 1, bytes, header + 1 + more, length);
    bytes[header] = (byte) (more == 2 ? head16 : head16 + 1);
    for (int i = more, rest = count; i > 0; i--, rest >>>= 8) {
      bytes[header + i] = (byte) rest;
    }
  }

  /** {@code at} is the opening quote. */
  private void string() throws JsonException {
    int from = at + 1;
    int stop = ByteSearch.endOfPlain(in, from, end);
    if (stop == end) {
      throw new JsonException(JsonException.Reason.TRUNCATED, end);
    }
    if (in[stop] == '"') {
      out.writeStr(in, from, stop - from);
      at = stop + 1;
      return;
    }
    at = strings.decode(in, from, stop, end);
    out.writeStr(strings.bytes(), 0, strings.length());
  }

  private void number() throws JsonException {
    at = numbers.read(in, at, end);
  }

  private void literal(String text) throws JsonException {
    for (int i = 0; i < text.length(); i++, at++) {
      if (at == end) {
        throw new JsonException(JsonException.Reason.TRUNCATED, end);
      }
      if (in[at] != text.charAt(i)) {
        throw malformed();
      }
    }
  }

  /** Passes blanks; the byte after them, which is not consumed. */
  private byte next() throws JsonException {
    while (at < end) {
      byte b = in[at];
      if (b > ' ' || b < 0) {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        throw malformed();
      }
      at++;
    }
    throw new JsonException(JsonException.Reason.TRUNCATED, end);
  }

  private void rename(int name) {
    byte[] bytes = out.bytes();
    byte @Nullable [] reserved =
        is(bytes, name, STAMP)
            ? STAMP
            : is(bytes, name, ENVELOPE) ? ENVELOPE : is(bytes, name, MEMBER) ? MEMBER : null;
    if (reserved != null) {
      out.truncate(name);
      out.writeStrHeader(NATIVE.length + reserved.length);
      out.writeRaw(NATIVE, 0, NATIVE.length);
      out.writeRaw(reserved, 0, reserved.length);
    }
  }

  private boolean is(byte[] bytes, int name, byte[] wanted) {
    if (bytes[name] != (byte) (0xa0 | wanted.length)) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[name + 1 + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private void checkDepth(int depth) throws JsonException {
    if (depth > maxDepth) {
      throw new JsonException(JsonException.Reason.TOO_DEEP, at);
    }
  }

  private JsonException malformed() {
    return new JsonException(JsonException.Reason.MALFORMED, at);
  }
}
