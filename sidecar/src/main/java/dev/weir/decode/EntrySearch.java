package dev.weir.decode;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;

/**
 * Finds where the next entry begins behind one that is broken: at an EventTime, which looks like no
 * text (Fluentd forward protocol v1, EventTime Ext Format: fixext8 or ext8 of type 0). Not
 * thread-safe.
 */
final class EntrySearch {
  /**
   * What a search may read, in chunks' lengths: bytes can be made so that it would begin anew at
   * each.
   */
  private static final long FACTOR = 8;

  private static final byte PAIR = (byte) 0x92;
  private static final byte FIXEXT_8 = (byte) 0xd7;
  private static final byte EXT_8 = (byte) 0xc7;
  private static final byte EVENT_TIME = 0;
  private static final byte EVENT_TIME_BYTES = 8;

  private final MsgpackReader reader;
  private long left;

  /**
   * Searches in what a reader has.
   *
   * @param reader is moved by the search
   */
  EntrySearch(MsgpackReader reader) {
    this.reader = reader;
  }

  /** Begins with entries of so many bytes. */
  void reset(int bytes) {
    left = FACTOR * bytes;
  }

  /**
   * Where an entry may begin behind the broken one that begins there, or where that one ends, if it
   * is whole as MessagePack.
   */
  int after(int entry) {
    int end = skipped(entry);
    int last = end > 0 ? end : reader.end();
    // Inside of its first array stands its own time.
    int at = nextEventTime(entry + (hasEventTime(entry, last) ? 2 : 1), last);
    while (at < last && !isEntry(at)) {
      at = nextEventTime(at + 1, last);
    }
    return at;
  }

  /** Whether an entry with an EventTime seems to begin between them. */
  boolean holdsEventTime(int from, int to) {
    return nextEventTime(from, to) < to;
  }

  /** Whether an entry with an EventTime begins there, or nothing is left. */
  boolean isSoundAt(int at) {
    return at == reader.end() || (hasEventTime(at, reader.end()) && isEntry(at));
  }

  /** Where the next entry with an EventTime seems to begin; {@code to} if none does. */
  private int nextEventTime(int from, int to) {
    int at = from;
    while (at < to && !hasEventTime(at, to)) {
      at++;
    }
    return Math.min(at, to);
  }

  private boolean hasEventTime(int at, int to) {
    byte[] bytes = reader.bytes();
    if (bytes[at] != PAIR) {
      return false;
    }
    int time = at + (at + 1 < to && bytes[at + 1] == PAIR ? 2 : 1);
    return switch (time + 1 < to ? bytes[time] : 0) {
      case FIXEXT_8 -> bytes[time + 1] == EVENT_TIME;
      case EXT_8 ->
          time + 2 < to && bytes[time + 1] == EVENT_TIME_BYTES && bytes[time + 2] == EVENT_TIME;
      default -> false;
    };
  }

  private boolean isEntry(int at) {
    int map = skipped(at + 1);
    return map > 0 && map < reader.end() && isMap(reader.bytes()[map]) && skipped(map) > 0;
  }

  private static boolean isMap(byte first) {
    return MsgpackType.of(first) == MsgpackType.MAP;
  }

  /** Where the value that begins there ends; 0 if it has no end, or the search took too long. */
  private int skipped(int at) {
    if (left <= 0) {
      return 0;
    }
    reader.position(at);
    try {
      reader.skip();
      left -= reader.position() - at;
      return reader.position();
    } catch (MsgpackException e) {
      left -= e.offset() - at;
      return 0;
    }
  }
}
