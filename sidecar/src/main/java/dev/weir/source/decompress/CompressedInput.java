package dev.weir.source.decompress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The object's bytes behind a buffer. It remembers a failure of the object's stream, so that it can
 * be told from one of the decompressor.
 */
final class CompressedInput extends InputStream {
  private final InputStream object;
  private final byte[] buffer;
  private int position;
  private int end;
  private @Nullable IOException failure;

  CompressedInput(InputStream object, int bufferBytes) {
    this.object = object;
    this.buffer = new byte[bufferBytes];
  }

  /** The format that the first bytes tell; they stay to be read. */
  CompressionFormat format() throws IOException {
    while (end < CompressionFormat.MAGIC_BYTES) {
      int read = readObject(buffer, end, buffer.length - end);
      if (read < 0) {
        break;
      }
      end += read;
    }
    return CompressionFormat.of(buffer, end);
  }

  /** What to throw where the decompressor threw {@code e}. */
  IOException causeOf(Exception e) {
    if (failure != null) {
      return failure;
    }
    if (e instanceof CorruptContentException corrupt) {
      return corrupt;
    }
    if (e instanceof ZstdIOException zstd
        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return new CorruptContentException(CorruptContentException.Reason.WINDOW_CAP);
    }
    return new CorruptContentException(
        atEnd()
            ? CorruptContentException.Reason.TRUNCATED_COMPRESSION
            : CorruptContentException.Reason.CORRUPT_COMPRESSION);
  }

  private boolean atEnd() {
    try {
      return position == end && !fill();
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes at least one byte available in the buffer; false at the object's end. */
  boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    int read = readObject(buffer, 0, buffer.length);
    position = 0;
    end = Math.max(0, read);
    return read > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int position() {
    return position;
  }

  int buffered() {
    return end - position;
  }

  /** Takes {@code count} bytes of the buffer. */
  void take(int count) {
    position += count;
  }

  /** Returns the last {@code count} bytes taken, which are still in the buffer. */
  void giveBack(int count) {
    position -= count;
  }

  @Override
  public int read() throws IOException {
    if (!fill()) {
      return -1;
    }
    int b = buffer[position] & 0xff;
    take(1);
    return b;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, from, count);
    take(count);
    return count;
  }

  @Override
  public int available() {
    return end - position;
  }

  @Override
  public void close() throws IOException {
    object.close();
  }

  private int readObject(byte[] target, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return object.read(target, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
