package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.MsgpackType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one forward message while it arrives, and where its elements begin. What can be
 * told from an element's header is refused then, not after 32 MiB.
 */
final class MessageScanner implements MsgpackValueScanner.Elements {
  static final int TAG_LIMIT_BYTES = 1024;
  private static final int NESTING_LIMIT = 128;
  private static final int MOST_ELEMENTS = 4;

  private final MsgpackValueScanner values;
  private final int[] starts = new int[MOST_ELEMENTS];
  private int elements;
  private long entries;
  private @Nullable ForwardMode mode;

  MessageScanner(int frameLimitBytes) {
    values = new MsgpackValueScanner(frameLimitBytes, NESTING_LIMIT, this);
  }

  void reset() {
    values.reset();
    elements = 0;
    entries = -1;
    mode = null;
  }

  /** See {@link MsgpackValueScanner#scan}. */
  boolean scan(byte[] bytes, int to) throws MalformedChunkException {
    return values.scan(bytes, to);
  }

  long required() {
    return values.required();
  }

  /** Where the message ends, or how far it was understood. */
  int end() {
    return values.position();
  }

  int elements() {
    return elements;
  }

  /** Where an element begins; the end of the message for the one after the last. */
  int start(int element) {
    return element == elements ? values.position() : starts[element];
  }

  /** The entries of Forward mode, else −1. */
  long entries() {
    return entries;
  }

  /** The mode, as far as it can be told without the options; null before the second element. */
  @Nullable ForwardMode mode() {
    return mode;
  }

  @Override
  public void outermost(MsgpackType type, long count) throws MalformedChunkException {
    if (type != MsgpackType.ARRAY) {
      throw new MalformedChunkException(ChunkRefusal.NOT_A_MESSAGE, 0);
    }
    if (count < 2 || count > MOST_ELEMENTS) {
      throw new MalformedChunkException(ChunkRefusal.WRONG_ELEMENT_COUNT, 0);
    }
    elements = (int) count;
  }

  @Override
  public void element(int index, MsgpackType type, int at, long length)
      throws MalformedChunkException {
    starts[index] = at;
    switch (index) {
      case 0 -> tag(type, at, length);
      case 1 -> second(type, at, length);
      default -> rest(index, type, at);
    }
  }

  private static void tag(MsgpackType type, int at, long length) throws MalformedChunkException {
    if (type != MsgpackType.STR && type != MsgpackType.BIN) {
      throw new MalformedChunkException(ChunkRefusal.BAD_TAG, at);
    }
    if (length > TAG_LIMIT_BYTES) {
      throw new MalformedChunkException(ChunkRefusal.TAG_TOO_LONG, at);
    }
  }

  private void second(MsgpackType type, int at, long length) throws MalformedChunkException {
    ForwardMode found =
        switch (type) {
          case ARRAY -> ForwardMode.FORWARD;
          case STR, BIN -> ForwardMode.PACKED_FORWARD;
          case INTEGER, FLOAT, EXT -> ForwardMode.MESSAGE;
          case NIL, BOOLEAN, MAP, RESERVED ->
              throw new MalformedChunkException(ChunkRefusal.UNKNOWN_MODE, at);
        };
    boolean fits = found == ForwardMode.MESSAGE ? elements > 2 : elements < MOST_ELEMENTS;
    if (!fits) {
      throw new MalformedChunkException(ChunkRefusal.WRONG_ELEMENT_COUNT, at);
    }
    entries = found == ForwardMode.FORWARD ? length : -1;
    mode = found;
  }

  private void rest(int index, MsgpackType type, int at) throws MalformedChunkException {
    boolean record = index == 2 && mode == ForwardMode.MESSAGE;
    if (record && type != MsgpackType.MAP) {
      throw new MalformedChunkException(ChunkRefusal.BAD_RECORD, at);
    }
    if (!record && type != MsgpackType.MAP && type != MsgpackType.NIL) {
      throw new MalformedChunkException(ChunkRefusal.BAD_OPTIONS, at);
    }
  }
}
