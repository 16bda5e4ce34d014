package dev.weir.source.content;

import dev.weir.source.decompress.CompressedInput;
import dev.weir.source.decompress.CorruptContentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of an archive, read forward. What ends too soon is a truncated archive. */
final class ArchiveInput {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CompressedInput input;

  ArchiveInput(InputStream archive) {
    this.input = new CompressedInput(archive, BUFFER_BYTES);
  }

  /** The buffer itself, for a decompressor. */
  CompressedInput buffer() {
    return input;
  }

  boolean atEnd() throws IOException {
    return !input.fill();
  }

  /** At most {@code most} of the next bytes, which stay to be read. */
  byte[] peek(int most) throws IOException {
    if (!input.fill()) {
      return new byte[0];
    }
    int count = Math.min(most, input.buffered());
    return Arrays.copyOfRange(input.buffer(), input.position(), input.position() + count);
  }

  int octet() throws IOException {
    int b = input.read();
    if (b < 0) {
      throw truncated();
    }
    return b;
  }

  int int16() throws IOException {
    return octet() | (octet() << 8);
  }

  long int32() throws IOException {
    return int16() | ((long) int16() << 16);
  }

  long int64() throws IOException {
    return int32() | (int32() << 32);
  }

  /** Reads up to {@code count} bytes; how many there were before the end. */
  int read(byte[] target, int count) throws IOException {
    int total = 0;
    while (total < count) {
      int read = input.read(target, total, count - total);
      if (read < 0) {
        break;
      }
      total += read;
    }
    return total;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    if (read(bytes, count) < count) {
      throw truncated();
    }
    return bytes;
  }

  /** One read into {@code target}, at least one byte of {@code count}. */
  int some(byte[] target, int from, int count) throws IOException {
    int read = input.read(target, from, count);
    if (read < 0) {
      throw truncated();
    }
    return read;
  }

  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      if (!input.fill()) {
        throw truncated();
      }
      int taken = (int) Math.min(left, input.buffered());
      input.take(taken);
      left -= taken;
    }
  }

  static CorruptContentException truncated() {
    return new CorruptContentException(CorruptContentException.Reason.TRUNCATED_ARCHIVE);
  }

  static CorruptContentException corrupt() {
    return new CorruptContentException(CorruptContentException.Reason.CORRUPT_ARCHIVE);
  }
}
