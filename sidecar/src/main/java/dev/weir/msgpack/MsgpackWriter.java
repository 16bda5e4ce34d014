package dev.weir.msgpack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes MessagePack into a byte array that grows. Not thread-safe; made once and {@link #clear}ed
 * for each use. Sizes are the caller's to bound: it never writes more than it is given.
 */
public final class MsgpackWriter {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  public MsgpackWriter(int initialBytes) {
    this.bytes = new byte[Math.max(64, initialBytes)];
  }

  /** The array written to; valid until the next write, from 0 to {@link #size}. */
  public byte[] bytes() {
    return bytes;
  }

  public int size() {
    return size;
  }

  public void clear() {
    size = 0;
  }

  /** Takes back what was written from {@code size} on. */
  public void truncate(int size) {
    this.size = size;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  public void writeNil() {
    writeByte(0xc0);
  }

  public void writeBoolean(boolean value) {
    writeByte(value ? 0xc3 : 0xc2);
  }

  /** Writes the shortest form of an integer. */
  public void writeLong(long value) {
    ensure(9);
    if (value >= -32 && value <= 127) {
      bytes[size++] = (byte) value;
    } else if (value > 0) {
      writePositive(value);
    } else if (value >= Byte.MIN_VALUE) {
      bytes[size++] = (byte) 0xd0;
      bytes[size++] = (byte) value;
    } else if (value >= Short.MIN_VALUE) {
      head16(0xd1, (int) value);
    } else if (value >= Integer.MIN_VALUE) {
      head32(0xd2, (int) value);
    } else {
      head64(0xd3, value);
    }
  }

  /** Writes 64 bits as an unsigned integer. */
  public void writeUnsignedLong(long bits) {
    ensure(9);
    head64(0xcf, bits);
  }

  public void writeDouble(double value) {
    ensure(9);
    head64(0xcb, Double.doubleToRawLongBits(value));
  }

  public void writeStr(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    writeStr(utf8, 0, utf8.length);
  }

  public void writeStr(byte[] utf8, int from, int length) {
    writeStrHeader(length);
    writeRaw(utf8, from, length);
  }

  public void writeStrHeader(int length) {
    ensure(5);
    if (length < 32) {
      bytes[size++] = (byte) (0xa0 | length);
    } else if (length < 0x100) {
      bytes[size++] = (byte) 0xd9;
      bytes[size++] = (byte) length;
    } else if (length < 0x10000) {
      head16(0xda, length);
    } else {
      head32(0xdb, length);
    }
  }

  public void writeBin(byte[] value, int from, int length) {
    writeBinHeader(length);
    writeRaw(value, from, length);
  }

  public void writeBinHeader(int length) {
    ensure(5);
    if (length < 0x100) {
      bytes[size++] = (byte) 0xc4;
      bytes[size++] = (byte) length;
    } else if (length < 0x10000) {
      head16(0xc5, length);
    } else {
      head32(0xc6, length);
    }
  }

  public void writeArrayHeader(int count) {
    ensure(5);
    if (count < 16) {
      bytes[size++] = (byte) (0x90 | count);
    } else if (count < 0x10000) {
      head16(0xdc, count);
    } else {
      head32(0xdd, count);
    }
  }

  public void writeMapHeader(int pairs) {
    ensure(5);
    if (pairs < 16) {
      bytes[size++] = (byte) (0x80 | pairs);
    } else if (pairs < 0x10000) {
      head16(0xde, pairs);
    } else {
      head32(0xdf, pairs);
    }
  }

  /** Writes an array header whose count is not known yet; {@link #patchCount} fills it in. */
  public int openArray() {
    ensure(5);
    head32(0xdd, 0);
    return size - 4;
  }

  /** Writes a map header whose count is not known yet; {@link #patchCount} fills it in. */
  public int openMap() {
    ensure(5);
    head32(0xdf, 0);
    return size - 4;
  }

  /** Fills in the count of the array or map that was opened {@code at} this place. */
  public void patchCount(int at, int count) {
    INT.set(bytes, at, count);
  }

  /** Writes a Fluentd EventTime (forward protocol v1): seconds and nanoseconds, 32 bits each. */
  public void writeEventTime(long epochSeconds, int nanos) {
    ensure(10);
    bytes[size++] = (byte) 0xd7;
    bytes[size++] = 0;
    INT.set(bytes, size, (int) epochSeconds);
    INT.set(bytes, size + 4, nanos);
    size += 8;
  }

  /** Copies bytes that are MessagePack already, or the body of a header written before. */
  public void writeRaw(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  private void writePositive(long value) {
    if (value <= 0xff) {
      bytes[size++] = (byte) 0xcc;
      bytes[size++] = (byte) value;
    } else if (value <= 0xffff) {
      head16(0xcd, (int) value);
    } else if (value <= 0xffff_ffffL) {
      head32(0xce, (int) value);
    } else {
      head64(0xcf, value);
    }
  }

  private void head16(int head, int value) {
    bytes[size] = (byte) head;
    SHORT.set(bytes, size + 1, (short) value);
    size += 3;
  }

  private void head32(int head, int value) {
    bytes[size] = (byte) head;
    INT.set(bytes, size + 1, value);
    size += 5;
  }

  private void head64(int head, long value) {
    bytes[size] = (byte) head;
    LONG.set(bytes, size + 1, value);
    size += 9;
  }

  private void ensure(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length << 1));
    }
  }
}
