package dev.weir.source.decompress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Bytes behind a buffer that is always filled to its end: whoever reads from it sees the same
 * stretches on every try, however many bytes a read of the object brings. It remembers a failure of
 * the stream below, so that it can be told from one of the decompressor.
 */
public final class CompressedInput extends InputStream {
  private final InputStream object;
  private final byte[] buffer;
  private int position;
  private int end;
  private boolean ended;

  /** A failure behind what is in the buffer. */
  private @Nullable IOException coming;

  private @Nullable IOException failure;

  /** Nothing is read yet. */
  public CompressedInput(InputStream object, int bufferBytes) {
    this.object = object;
    this.buffer = new byte[bufferBytes];
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

  /** Makes at least one byte available in the buffer; false at the end. */
  public boolean fill() throws IOException {
    if (position < end) {
      return true;
    }
    position = 0;
    end = 0;
    if (coming != null) {
      failure = coming;
      throw coming;
    }
    while (end < buffer.length && !ended) {
      try {
        int read = object.read(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(0, read);
      } catch (IOException e) {
        coming = e;
        if (end == 0) {
          failure = e;
          throw e;
        }
        break;
      }
    }
    return end > 0;
  }

  /** The bytes from {@link #position} on, {@link #buffered} of them, are next. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where in {@link #buffer} the next byte is. */
  public int position() {
    return position;
  }

  /** How many bytes are in the buffer. */
  public int buffered() {
    return end - position;
  }

  /** Takes {@code count} bytes of the buffer. */
  public void take(int count) {
    position += count;
  }

  /** Returns the last {@code count} bytes taken, which are still in the buffer. */
  public void giveBack(int count) {
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
}
