package dev.weir.source.split;

import dev.weir.type.SplitFormat;
import java.io.IOException;

/**
 * Records of RFC 4180: as {@link LineSplitter}, but that a line feed in a quoted value ends none. A
 * quote that is written otherwise, or that nothing ends within {@link #MOST_BYTES}, is no such
 * quote: the line that it stands in is a record of its own. Each byte is looked at a few times at
 * most, since what follows such a line holds no quotes but doubled ones up to where it was looked
 * for.
 */
final class CsvSplitter extends LineSplitter {
  /** A record of several lines is no longer. */
  static final int MOST_BYTES = 1 << 20;

  private static final int NONE = -1;

  private enum State {
    /** Before a value. */
    START,
    PLAIN,
    QUOTED,
    /** Behind a quote in a quoted value: it ends the value, or the next one doubles it. */
    QUOTE,
    /** In a line whose quotes are no such quotes. */
    BROKEN
  }

  private final byte separator;
  private State state = State.START;

  /** The first line feed in quotes, from the record's beginning. */
  private int firstFeed = NONE;

  CsvSplitter(SlidingWindow window, int capBytes, SplitFormat.TextLines lines) {
    super(window, capBytes, lines);
    separator = (byte) lines.csv();
  }

  @Override
  int seekEnd() throws IOException {
    state = State.START;
    firstFeed = NONE;
    int end = seek(this::find);
    boolean open = end < 0 && firstFeed >= 0 && state == State.QUOTED;
    return open ? window.start() + firstFeed : end;
  }

  private int find(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n' && state != State.QUOTED) {
        return i;
      }
      State next = behind(bytes[i]);
      if (next == State.BROKEN && firstFeed >= 0) {
        return window.start() + firstFeed;
      }
      if (next == State.QUOTED && bytes[i] == '\n' && firstFeed < 0) {
        firstFeed = i - window.start();
      }
      state = next;
    }
    return firstFeed >= 0 && to - window.start() > MOST_BYTES ? window.start() + firstFeed : NONE;
  }

  private State behind(byte b) {
    return switch (state) {
      case START -> b == '"' ? State.QUOTED : b == separator ? State.START : State.PLAIN;
      case PLAIN -> b == separator ? State.START : State.PLAIN;
      case QUOTED -> b == '"' ? State.QUOTE : State.QUOTED;
      case QUOTE -> {
        if (b == '"') {
          yield State.QUOTED;
        }
        yield b == separator ? State.START : b == '\r' ? State.PLAIN : State.BROKEN;
      }
      case BROKEN -> State.BROKEN;
    };
  }
}
