package dev.weir.event;

import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import java.util.Arrays;

/**
 * Goes to all leaves that a path leads to: through each element of an array, through names that
 * themselves hold dots, and where the path ends into everything below. Not thread-safe.
 */
final class LeafWalk {
  /** As deep as a document may be. */
  private static final int MOST_LEVELS = 100;

  private final MsgpackReader reader = new MsgpackReader();
  private final FieldValue value = new FieldValue();
  private byte[] path = new byte[0];
  private LeafVisitor visitor = leaf -> false;
  private boolean goesOn;

  /**
   * Goes into the value that lies there.
   *
   * @param names the whole path
   * @param rest where in it the names begin that are still to be found; past its end if all are
   * @return whether the path leads anywhere
   */
  boolean walk(byte[] bytes, int from, int to, byte[] names, int rest, LeafVisitor leaves)
      throws MsgpackException {
    path = names;
    visitor = leaves;
    goesOn = true;
    reader.reset(bytes, from, to);
    return value(rest, 0);
  }

  /** Whether the last visitor wants more. */
  boolean goesOn() {
    return goesOn;
  }

  /** Goes through the value where the reader stands, and passes it. */
  private boolean value(int rest, int level) throws MsgpackException {
    if (level > MOST_LEVELS || !goesOn) {
      reader.skip();
      return false;
    }
    MsgpackType type = reader.peek();
    if (type == MsgpackType.ARRAY) {
      boolean found = rest > path.length;
      for (int left = reader.readArrayHeader(); left > 0; left--) {
        found |= value(rest, level + 1);
      }
      return found;
    }
    if (type == MsgpackType.MAP) {
      return members(rest, level);
    }
    int from = reader.position();
    reader.skip();
    if (rest > path.length) {
      value.fill(reader.bytes(), from, reader.position());
      goesOn = visitor.visit(value);
    }
    return rest > path.length;
  }

  private boolean members(int rest, int level) throws MsgpackException {
    boolean found = rest > path.length;
    for (int left = reader.readMapHeader(); left > 0; left--) {
      int behind = rest > path.length ? rest : behindName(rest);
      if (rest > path.length) {
        reader.skip();
      }
      if (behind > 0) {
        found |= value(behind, level + 1);
      } else {
        reader.skip();
      }
    }
    return found;
  }

  /**
   * Passes a name.
   *
   * @return where the rest of the path behind it begins; negative if the path does not go there
   */
  private int behindName(int rest) throws MsgpackException {
    MsgpackType type = reader.peek();
    if (type != MsgpackType.STR && type != MsgpackType.BIN) {
      reader.skip();
      return -1;
    }
    int length = reader.readRawHeader();
    int at = reader.position();
    reader.advance(length);
    int end = rest + length;
    boolean leads =
        end <= path.length
            && (end == path.length || path[end] == '.')
            && Arrays.equals(reader.bytes(), at, at + length, path, rest, end);
    return leads ? end + 1 : -1;
  }
}
