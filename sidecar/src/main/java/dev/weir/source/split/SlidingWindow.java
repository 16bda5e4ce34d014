package dev.weir.source.split;

import dev.weir.source.decompress.CorruptContentException;
import dev.weir.type.Head;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A bounded stretch of the content in one array. It grows while a record needs it, never past its
 * cap, and forgets what was released. Content that breaks off because it cannot be decompressed
 * ends there, with the reason kept.
 */
public final class SlidingWindow {
  static final int INITIAL_BYTES = 128 * 1024;

  private static final int LEAST_BYTES = 8 * 1024;

  /** Logs seldom compress further than that. */
  private static final int USUAL_RATIO = 16;

  private final InputStream content;
  private final int initialBytes;
  private final int maxBytes;
  private byte[] bytes;
  private int start;
  private int end;
  private long startOffset;
  private boolean ended;
  private @Nullable UnsendableReason failure;

  /** Takes the bytes that are released, until it is full; null where nobody wants them. */
  private byte @Nullable [] kept;

  private int keptBytes;

  /**
   * A window over {@code content} in which a record of {@code recordCapBytes} fits, and one byte
   * more to see that it is longer.
   */
  public SlidingWindow(InputStream content, int recordCapBytes) {
    this(content, recordCapBytes, INITIAL_BYTES);
  }

  /** A window for content that comes from an object of so many bytes, compressed or not. */
  public static SlidingWindow of(InputStream content, int recordCapBytes, long objectBytes) {
    int first = Math.clamp(USUAL_RATIO * objectBytes, LEAST_BYTES, INITIAL_BYTES);
    return new SlidingWindow(content, recordCapBytes, first);
  }

  /** A window of another size to begin with, so that little content makes it move and grow. */
  SlidingWindow(InputStream content, int recordCapBytes, int initialBytes) {
    this.content = content;
    this.initialBytes = initialBytes;
    this.maxBytes = Math.addExact(recordCapBytes, initialBytes);
    this.bytes = new byte[initialBytes];
  }

  /** The first bytes of the content, for recognition; they stay to be split. */
  public Head head() throws IOException {
    while (end - start < Head.BYTES && more()) {
      // Until there is enough or no more.
    }
    return Head.of(bytes, start, end - start);
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Where in the content the byte at this index of the array is. */
  long offsetOf(int index) {
    return startOffset + (index - start);
  }

  /** Forgets what is before {@code index}. */
  void release(int index) {
    if (kept != null) {
      keep(kept, index);
    }
    startOffset += index - start;
    start = index;
  }

  /**
   * From now on, what is released is copied into {@code target} until that is full; so its cost is
   * that of what is passed. Null ends it.
   */
  void keepInto(byte @Nullable [] target) {
    kept = target;
    keptBytes = 0;
  }

  /** How many bytes were copied. */
  int keptBytes() {
    return keptBytes;
  }

  private void keep(byte[] target, int index) {
    int more = Math.min(index - start, target.length - keptBytes);
    System.arraycopy(bytes, start, target, keptBytes, more);
    keptBytes += more;
  }

  /** How much is held. */
  int held() {
    return end - start;
  }

  /** Bytes of memory, for tests of the bound. */
  int capacity() {
    return bytes.length;
  }

  /** Why the content broke off, or null where it just ended. */
  @Nullable UnsendableReason failure() {
    return failure;
  }

  /**
   * Reads more content behind what is held; what is held may move: indices count from {@link
   * #start} again, which is 0 then.
   *
   * @return false if there is no more content
   * @throws IllegalStateException if the window is full: callers check the record cap before
   */
  boolean more() throws IOException {
    if (ended) {
      return false;
    }
    if (end == bytes.length) {
      makeRoom();
    }
    int read;
    try {
      read = content.read(bytes, end, bytes.length - end);
    } catch (CorruptContentException e) {
      failure = UnsendableReason.of(e.reason());
      read = -1;
    }
    if (read < 0) {
      ended = true;
      return false;
    }
    end += read;
    return true;
  }

  private void makeRoom() {
    int held = end - start;
    if (held == maxBytes) {
      throw new IllegalStateException("a record of more than " + maxBytes + " bytes is held");
    }
    byte[] target = bytes;
    if (held > bytes.length / 2) {
      target = new byte[Math.min(maxBytes, 2 * bytes.length)];
    } else if (held <= initialBytes / 2 && bytes.length > initialBytes) {
      // The long record is gone, and so may its room be.
      target = new byte[initialBytes];
    }
    System.arraycopy(bytes, start, target, 0, held);
    bytes = target;
    start = 0;
    end = held;
  }
}
