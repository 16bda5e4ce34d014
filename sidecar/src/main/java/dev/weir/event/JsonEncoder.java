package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Writes MessagePack values as JSON straight from their bytes, with patches laid over single
 * values. What JSON has no form for: binaries become text, an EventTime an ISO 8601 instant, other
 * extensions hexadecimal text, not-a-number and infinities text.
 */
final class JsonEncoder {
  /** A patch that takes a value away together with its name. */
  static final byte[] REMOVED = new byte[0];

  private static final int MAX_DEPTH = 100;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final MsgpackReader reader = new MsgpackReader();
  private int patches;

  /** A bit for each patch, by the lowest bits of its place: rules nearly all other values out. */
  private long patchedBits;

  private int[] patchAt = new int[8];
  private byte[][] patchJson = new byte[8][];
  private boolean valid = true;

  /** Where texts begin that are no UTF-8, and how long they are. */
  private int[] invalid = new int[0];

  private int invalidTexts;

  void clear() {
    patches = 0;
    patchedBits = 0;
  }

  /** Lays {@code json} over the value that begins at {@code at}; the last one for a place holds. */
  void patch(int at, byte[] json) {
    int index = Arrays.binarySearch(patchAt, 0, patches, at);
    if (index < 0) {
      index = -index - 1;
      if (patches == patchAt.length) {
        patchAt = Arrays.copyOf(patchAt, patches * 2);
        patchJson = Arrays.copyOf(patchJson, patches * 2);
      }
      System.arraycopy(patchAt, index, patchAt, index + 1, patches - index);
      System.arraycopy(patchJson, index, patchJson, index + 1, patches - index);
      patches++;
    }
    patchAt[index] = at;
    patchedBits |= 1L << at;
    patchJson[index] = json;
  }

  /** Whether the value that begins there is taken away. */
  boolean isRemoved(int at) {
    int patch = indexOfPatch(at);
    return patch >= 0 && patchJson[patch] == REMOVED;
  }

  int patches() {
    return patches;
  }

  /** Whether a patched value begins or lies around this place. */
  boolean covers(byte[] bytes, int at) throws MsgpackException {
    for (int i = 0; i < patches && patchAt[i] <= at; i++) {
      reader.reset(bytes, patchAt[i], bytes.length);
      reader.skip();
      if (reader.position() > at) {
        return true;
      }
    }
    return false;
  }

  void begin(byte[] bytes, JsonBuffer out) {
    reader.reset(bytes, 0, 0);
    valid = true;
    invalidTexts = 0;
  }

  boolean isValid() {
    return valid;
  }

  /**
   * Writes {@code "key":value}, with a comma before it unless it is the first; false if removed.
   */
  boolean member(int keyAt, int keyLength, int from, int to, boolean first, JsonBuffer out)
      throws MsgpackException {
    int patch = indexOfPatch(from);
    if (patch >= 0 && patchJson[patch] == REMOVED) {
      return false;
    }
    if (!first) {
      out.raw(',');
    }
    text(keyAt, keyLength, out);
    out.raw(':');
    if (patch >= 0) {
      out.raw(patchJson[patch]);
    } else {
      reader.reset(reader.bytes(), from, to);
      value(out, 1);
    }
    return true;
  }

  private void value(JsonBuffer out, int depth) throws MsgpackException {
    switch (reader.peek()) {
      case NIL -> {
        reader.readNil();
        out.ascii("null");
      }
      case BOOLEAN -> out.ascii(reader.readBoolean() ? "true" : "false");
      case INTEGER -> {
        if (reader.isOverLong()) {
          out.unsigned(reader.readUnsignedLong());
        } else {
          out.number(reader.readLong());
        }
      }
      case FLOAT -> {
        if (reader.isFloat32()) {
          out.number((float) reader.readDouble());
        } else {
          out.number(reader.readDouble());
        }
      }
      case STR, BIN -> text(out);
      case ARRAY -> array(out, depth);
      case MAP -> map(out, depth);
      case EXT -> extension(out);
      case RESERVED ->
          throw new MsgpackException(MsgpackException.Reason.RESERVED_BYTE, reader.position());
    }
  }

  private void text(JsonBuffer out) throws MsgpackException {
    int length = reader.readRawHeader();
    text(reader.position(), length, out);
    reader.advance(length);
  }

  private void text(int from, int length, JsonBuffer out) {
    if (!out.utf8(reader.bytes(), from, length)) {
      invalid(from, length);
    }
  }

  private void invalid(int from, int length) {
    valid = false;
    if (invalid.length < 2 * invalidTexts + 2) {
      invalid = Arrays.copyOf(invalid, Math.max(16, 4 * invalidTexts));
    }
    invalid[2 * invalidTexts] = from;
    invalid[2 * invalidTexts + 1] = length;
    invalidTexts++;
  }

  /** Writes the texts that are no UTF-8, as they came, in base64, a comma before each. */
  void writeInvalid(JsonBuffer out) {
    for (int i = 0; i < invalidTexts; i++) {
      int from = invalid[2 * i];
      byte[] text = Arrays.copyOfRange(reader.bytes(), from, from + invalid[2 * i + 1]);
      out.ascii(",\"").raw(Base64.getEncoder().encode(text)).raw('"');
    }
  }

  private void array(JsonBuffer out, int depth) throws MsgpackException {
    checkDepth(depth);
    int count = reader.readArrayHeader();
    out.raw('[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        out.raw(',');
      }
      value(out, depth + 1);
    }
    out.raw(']');
  }

  private void map(JsonBuffer out, int depth) throws MsgpackException {
    checkDepth(depth);
    int pairs = reader.readMapHeader();
    out.raw('{');
    boolean first = true;
    for (int i = 0; i < pairs; i++) {
      first &= !pair(first, out, depth);
    }
    out.raw('}');
  }

  private boolean pair(boolean first, JsonBuffer out, int depth) throws MsgpackException {
    int mark = out.size();
    if (!first) {
      out.raw(',');
    }
    key(out);
    int patch = indexOfPatch(reader.position());
    if (patch < 0) {
      out.raw(':');
      value(out, depth + 1);
      return true;
    }
    reader.skip();
    if (patchJson[patch] == REMOVED) {
      out.truncate(mark);
      return false;
    }
    out.raw(':').raw(patchJson[patch]);
    return true;
  }

  private void key(JsonBuffer out) throws MsgpackException {
    switch (reader.peek()) {
      case STR, BIN -> text(out);
      case INTEGER -> out.raw('"').ascii(integerText()).raw('"');
      case NIL, BOOLEAN, FLOAT, ARRAY, MAP, EXT, RESERVED ->
          throw new MsgpackException(MsgpackException.Reason.WRONG_TYPE, reader.position());
    }
  }

  private String integerText() throws MsgpackException {
    return reader.isOverLong()
        ? Long.toUnsignedString(reader.readUnsignedLong())
        : Long.toString(reader.readLong());
  }

  private void extension(JsonBuffer out) throws MsgpackException {
    int length = reader.readExtHeader();
    int at = reader.position();
    out.raw('"');
    if (reader.extType() == 0 && length == 8) {
      long seconds = (int) INT.get(reader.bytes(), at) & 0xffff_ffffL;
      IsoInstant.write(seconds, (int) INT.get(reader.bytes(), at + 4), out);
    } else {
      out.ascii(HexFormat.of().formatHex(reader.bytes(), at, at + length));
    }
    out.raw('"');
    reader.advance(length);
  }

  private void checkDepth(int depth) throws MsgpackException {
    if (depth >= MAX_DEPTH) {
      throw new MsgpackException(MsgpackException.Reason.TOO_DEEP, reader.position());
    }
  }

  /** Where the patch for this place is; negative if there is none. */
  private int indexOfPatch(int at) {
    return (patchedBits >>> at & 1) == 0 ? -1 : Arrays.binarySearch(patchAt, 0, patches, at);
  }
}
