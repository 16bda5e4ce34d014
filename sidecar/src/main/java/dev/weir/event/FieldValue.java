package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of one value, mostly of one in a {@link LogEvent}: where it lies and what it is. It holds
 * no copy and is valid as long as the event's bytes are. Made once and filled anew by each look-up;
 * not thread-safe.
 */
public final class FieldValue {
  private static final byte NIL = (byte) 0xc0;
  private static final int NOWHERE = -1;
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /** As long as the text of a whole number. */
  private static final int LONGEST_NUMBER = 20;

  /** How a str begins that tells its length in its first byte, which most texts are. */
  private static final int SHORT_TEXT = (byte) 0xa0;

  private static final int SHORT_TEXT_MASK = (byte) 0xe0;

  private final MsgpackReader reader = new MsgpackReader();
  private MsgpackType type = MsgpackType.NIL;
  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int length;
  private long number;
  private double decimal;
  private final byte[] digits = new byte[LONGEST_NUMBER];

  /** Becomes the view of the value that lies there; false and unchanged if that is nil. */
  boolean fillUnlessNil(byte[] source, int from, int to) throws MsgpackException {
    if (source[from] == NIL) {
      return false;
    }
    fill(source, from, to);
    return true;
  }

  void fill(byte[] source, int from, int to) throws MsgpackException {
    bytes = source;
    start = from;
    int first = source[from];
    if ((first & SHORT_TEXT_MASK) == SHORT_TEXT) {
      type = MsgpackType.STR;
      length = first & ~SHORT_TEXT_MASK;
      at = from + 1;
    } else if (first >= 0) {
      type = MsgpackType.INTEGER;
      number = first;
    } else {
      fillLong(source, from, to);
    }
  }

  /** {@link #fill} of any value that is no short text and no small number. */
  private void fillLong(byte[] source, int from, int to) throws MsgpackException {
    reader.reset(source, from, to);
    type = reader.peek();
    switch (type) {
      case STR, BIN -> {
        length = reader.readRawHeader();
        at = reader.position();
      }
      case INTEGER -> number = reader.readLongAtMost();
      case FLOAT -> decimal = reader.readDouble();
      case BOOLEAN -> number = reader.readBoolean() ? 1 : 0;
      case NIL, ARRAY, MAP, EXT, RESERVED -> {}
    }
  }

  /** Becomes the view of a text that lies elsewhere than in a record. */
  public void text(byte[] utf8, int from, int count) {
    type = MsgpackType.STR;
    bytes = utf8;
    start = NOWHERE;
    at = from;
    length = count;
  }

  /** Becomes the view of another value. */
  public void same(FieldValue other) {
    type = other.type;
    bytes = other.bytes;
    start = other.start;
    at = other.at;
    length = other.length;
    number = other.number;
    decimal = other.decimal;
  }

  /** Becomes a whole number that lies elsewhere than in a record. */
  public void number(long whole) {
    type = MsgpackType.INTEGER;
    start = NOWHERE;
    number = whole;
  }

  /** Becomes the view of a part of another text, by positions in the same bytes. */
  public void part(FieldValue whole, int from, int count) {
    type = whole.type;
    bytes = whole.bytes;
    start = whole.start;
    at = from;
    length = count;
  }

  public MsgpackType type() {
    return type;
  }

  /** Whether it is text: a str or a bin. */
  public boolean isText() {
    return type == MsgpackType.STR || type == MsgpackType.BIN;
  }

  public boolean isInteger() {
    return type == MsgpackType.INTEGER;
  }

  /** The integer; {@link Long#MAX_VALUE} for a larger one. */
  public long integer() {
    return number;
  }

  /** The decimal, where it is one. */
  public double decimal() {
    return decimal;
  }

  /** Whether it is the boolean true. */
  public boolean isTrue() {
    return type == MsgpackType.BOOLEAN && number != 0;
  }

  /** The array that {@link #at} and {@link #length} are positions of. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the text begins. */
  public int at() {
    return at;
  }

  /** The text's length in bytes. */
  public int length() {
    return length;
  }

  /** Where the value begins, its header included: names it for {@link LogEvent#replace}. */
  public int start() {
    return start;
  }

  /** Whether it is exactly this text. */
  public boolean textEquals(byte[] utf8) {
    return isText()
        && length == utf8.length
        && (length == 0 || bytes[at] == utf8[0])
        && Arrays.equals(bytes, at, at + length, utf8, 0, length);
  }

  /**
   * Makes {@link #bytes}, {@link #at} and {@link #length} those of the value as text: of a number
   * or a boolean as JSON has it. What the value is stays.
   *
   * @return false for what has no text: nil, an array, a map
   */
  public boolean write() {
    switch (type) {
      case STR, BIN -> {}
      case INTEGER -> writeNumber();
      case BOOLEAN -> shown(isTrue() ? TRUE : FALSE, 0);
      case FLOAT -> shown(Double.toString(decimal).getBytes(StandardCharsets.US_ASCII), 0);
      case NIL, ARRAY, MAP, EXT, RESERVED -> {
        return false;
      }
    }
    return true;
  }

  private void writeNumber() {
    int from = digits.length;
    long left = number;
    do {
      // Of a negative number each digit is negative, too.
      digits[--from] = (byte) ('0' + Math.abs(left % 10));
      left /= 10;
    } while (left != 0);
    if (number < 0) {
      digits[--from] = '-';
    }
    shown(digits, from);
  }

  private void shown(byte[] text, int from) {
    bytes = text;
    at = from;
    length = text.length - from;
  }

  /** The text, or the value's JSON where it is a number or boolean; empty for anything else. */
  public String text() {
    return switch (type) {
      case STR, BIN -> new String(bytes, at, length, StandardCharsets.UTF_8);
      case INTEGER -> Long.toString(number);
      case BOOLEAN -> Boolean.toString(isTrue());
      case FLOAT -> Double.toString(decimal);
      case NIL, ARRAY, MAP, EXT, RESERVED -> "";
    };
  }
}
