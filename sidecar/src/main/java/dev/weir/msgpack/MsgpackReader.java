package dev.weir.msgpack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A cursor over MessagePack in a byte array. It copies nothing: strings and binaries are read as a
 * position and a length. Not thread-safe; made once and {@link #reset} for each use.
 *
 * <p>Each method that reads throws {@link MsgpackException} and leaves the cursor at the value's
 * first byte when the value is cut off, reserved, or of another type.
 */
public final class MsgpackReader {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private int extType;

  /** Reads {@code bytes} from {@code from} to {@code to}, exclusive. */
  public MsgpackReader reset(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
    return this;
  }

  public int position() {
    return position;
  }

  /** Moves to a position that was read before. */
  public void position(int position) {
    this.position = position;
  }

  public int end() {
    return end;
  }

  public byte[] bytes() {
    return bytes;
  }

  public boolean hasNext() {
    return position < end;
  }

  /** The family of the next value, which is not consumed. */
  public MsgpackType peek() throws MsgpackException {
    if (position >= end) {
      throw truncated();
    }
    return MsgpackType.of(bytes[position]);
  }

  /** Whether the next value is nil; consumes it if so. */
  public boolean readNil() throws MsgpackException {
    if (peek() != MsgpackType.NIL) {
      return false;
    }
    position++;
    return true;
  }

  public boolean readBoolean() throws MsgpackException {
    expect(MsgpackType.BOOLEAN);
    return bytes[position++] == (byte) 0xc3;
  }

  /**
   * Reads an integer.
   *
   * @throws MsgpackException {@code TOO_LARGE} for an unsigned one over {@link Long#MAX_VALUE}
   */
  public long readLong() throws MsgpackException {
    long value = readLongAtMost();
    if (value == Long.MAX_VALUE && isPastLong()) {
      position -= 9;
      throw new MsgpackException(MsgpackException.Reason.TOO_LARGE, position);
    }
    return value;
  }

  /** Whether the integer that was read last is over {@link Long#MAX_VALUE}. */
  private boolean isPastLong() {
    return bytes[position - 9] == (byte) 0xcf && bytes[position - 8] < 0;
  }

  /** Reads an integer; {@link Long#MAX_VALUE} for an unsigned one over it. */
  public long readLongAtMost() throws MsgpackException {
    expect(MsgpackType.INTEGER);
    int b = bytes[position] & 0xff;
    if (b <= 0x7f || b >= 0xe0) {
      return bytes[position++];
    }
    int size = 1 << (b & 3);
    need(1 + size);
    int at = position + 1;
    long value =
        switch (b) {
          case 0xcc -> bytes[at] & 0xff;
          case 0xcd -> (short) SHORT.get(bytes, at) & 0xffff;
          case 0xce -> (int) INT.get(bytes, at) & 0xffff_ffffL;
          case 0xd0 -> bytes[at];
          case 0xd1 -> (short) SHORT.get(bytes, at);
          case 0xd2 -> (int) INT.get(bytes, at);
          default -> (long) LONG.get(bytes, at);
        };
    position = at + size;
    return b == 0xcf && value < 0 ? Long.MAX_VALUE : value;
  }

  /** Whether the next value is an unsigned integer that only {@link #readUnsignedLong} can hold. */
  public boolean isOverLong() throws MsgpackException {
    expect(MsgpackType.INTEGER);
    if ((bytes[position] & 0xff) != 0xcf) {
      return false;
    }
    need(9);
    return (long) LONG.get(bytes, position + 1) < 0;
  }

  /** The 64 bits of an unsigned integer for which {@link #isOverLong} holds. */
  public long readUnsignedLong() throws MsgpackException {
    expect(MsgpackType.INTEGER);
    need(9);
    long value = (long) LONG.get(bytes, position + 1);
    position += 9;
    return value;
  }

  /** Reads a float of either width. */
  public double readDouble() throws MsgpackException {
    expect(MsgpackType.FLOAT);
    if (bytes[position] == (byte) 0xca) {
      need(5);
      float value = Float.intBitsToFloat((int) INT.get(bytes, position + 1));
      position += 5;
      return value;
    }
    need(9);
    double value = Double.longBitsToDouble((long) LONG.get(bytes, position + 1));
    position += 9;
    return value;
  }

  /** Whether the next value is a float of 32 bits, whose shortest decimal form differs. */
  public boolean isFloat32() throws MsgpackException {
    return peek() == MsgpackType.FLOAT && bytes[position] == (byte) 0xca;
  }

  /**
   * Consumes the header of a str or bin and returns its length; the cursor stands at its first
   * byte, and all of its bytes are there. Pass them with {@link #advance}.
   */
  public int readRawHeader() throws MsgpackException {
    if (position < end && (bytes[position] & 0xe0) == 0xa0) {
      int length = bytes[position] & 0x1f;
      need(1 + length);
      position++;
      return length;
    }
    return readLongRawHeader();
  }

  private int readLongRawHeader() throws MsgpackException {
    MsgpackType type = peek();
    if (type != MsgpackType.STR && type != MsgpackType.BIN) {
      throw wrongType();
    }
    int b = bytes[position] & 0xff;
    int header;
    long length;
    switch (b) {
      case 0xd9, 0xc4 -> {
        header = 2;
        need(header);
        length = bytes[position + 1] & 0xff;
      }
      case 0xda, 0xc5 -> {
        header = 3;
        need(header);
        length = (short) SHORT.get(bytes, position + 1) & 0xffff;
      }
      default -> {
        header = 5;
        need(header);
        length = (int) INT.get(bytes, position + 1) & 0xffff_ffffL;
      }
    }
    need(header + length);
    position += header;
    return (int) length;
  }

  /** Passes {@code length} bytes, which {@link #readRawHeader} or an ext header vouched for. */
  public void advance(int length) {
    position += length;
  }

  /** Consumes an array's header and returns the number of its values. */
  public int readArrayHeader() throws MsgpackException {
    expect(MsgpackType.ARRAY);
    int b = bytes[position] & 0xff;
    return switch (b) {
      case 0xdc -> header16();
      case 0xdd -> header32();
      default -> {
        position++;
        yield b & 0x0f;
      }
    };
  }

  /** Consumes a map's header and returns the number of its pairs. */
  public int readMapHeader() throws MsgpackException {
    expect(MsgpackType.MAP);
    int b = bytes[position] & 0xff;
    return switch (b) {
      case 0xde -> header16();
      case 0xdf -> header32();
      default -> {
        position++;
        yield b & 0x0f;
      }
    };
  }

  /**
   * Consumes an extension's header and returns its length; {@link #extType} has its type, and the
   * cursor stands at its first byte.
   */
  public int readExtHeader() throws MsgpackException {
    expect(MsgpackType.EXT);
    int b = bytes[position] & 0xff;
    long length;
    int header;
    if (b >= 0xd4) {
      length = 1L << (b - 0xd4);
      header = 2;
    } else {
      int width = 1 << (b - 0xc7);
      need(1 + width);
      length =
          switch (b) {
            case 0xc7 -> bytes[position + 1] & 0xff;
            case 0xc8 -> (short) SHORT.get(bytes, position + 1) & 0xffff;
            default -> (int) INT.get(bytes, position + 1) & 0xffff_ffffL;
          };
      header = 2 + width;
    }
    need(header + length);
    extType = bytes[position + header - 1];
    position += header;
    return (int) length;
  }

  /** The type of the extension whose header was read last. */
  public int extType() {
    return extType;
  }

  /** Passes one whole value, however deep. Takes constant memory. */
  public void skip() throws MsgpackException {
    int start = position;
    try {
      long open = 1;
      while (open > 0) {
        open--;
        if (position >= end) {
          throw truncated();
        }
        int fixed = FixedSize.of(bytes[position]);
        if (fixed > 0) {
          need(fixed);
          position += fixed;
        } else {
          open += skipLong();
        }
      }
    } catch (MsgpackException e) {
      position = start;
      throw e;
    }
  }

  /** Passes a value whose first byte does not tell its size, or, of a container, its header. */
  private long skipLong() throws MsgpackException {
    switch (peek()) {
      case STR, BIN -> advance(readRawHeader());
      case EXT -> advance(readExtHeader());
      case ARRAY -> {
        return readArrayHeader();
      }
      case MAP -> {
        return 2L * readMapHeader();
      }
      case NIL, BOOLEAN, INTEGER, FLOAT, RESERVED ->
          throw new MsgpackException(MsgpackException.Reason.RESERVED_BYTE, position);
    }
    return 0;
  }

  private int header16() throws MsgpackException {
    need(3);
    int count = (short) SHORT.get(bytes, position + 1) & 0xffff;
    position += 3;
    return count;
  }

  private int header32() throws MsgpackException {
    need(5);
    int count = (int) INT.get(bytes, position + 1);
    if (count < 0) {
      throw new MsgpackException(MsgpackException.Reason.TOO_LARGE, position);
    }
    position += 5;
    return count;
  }

  private void expect(MsgpackType type) throws MsgpackException {
    if (peek() != type) {
      throw wrongType();
    }
  }

  private void need(long length) throws MsgpackException {
    if (length > end - position) {
      throw truncated();
    }
  }

  private MsgpackException truncated() {
    return new MsgpackException(MsgpackException.Reason.TRUNCATED, position);
  }

  private MsgpackException wrongType() {
    return new MsgpackException(
        MsgpackType.of(bytes[position]) == MsgpackType.RESERVED
            ? MsgpackException.Reason.RESERVED_BYTE
            : MsgpackException.Reason.WRONG_TYPE,
        position);
  }
}
