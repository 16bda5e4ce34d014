package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldTree;
import dev.weir.event.FieldValue;
import dev.weir.event.FieldValues;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EventId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the id that a type's events have of their own: its parts with colons between them. Where
 * this does not tell the parts apart, the lengths of all stand in front, {@code :1.0.1:a:b}: where
 * a part that is not the last holds a colon, or one is missing before one that is there. Not
 * thread-safe.
 */
final class OwnId {
  private static final int MOST_BYTES = 2048;

  /** A length and what stands before it. */
  private static final int LENGTH_CHARACTERS = 5;

  private static final byte JOINT = ':';

  /**
   * A name that a part may have.
   *
   * @param inArrays of a path through arrays, which has stars in it, the values; the first counts
   */
  private record Name(FieldPath path, @Nullable FieldValues inArrays) {}

  private final Name[][] parts;
  private final FieldTree[] trees;
  private final boolean[] optional;
  private final int[] lengths;
  private final @Nullable FieldPath account;
  private final FieldValue value = new FieldValue();

  /** The parts, behind the room that their lengths may take. */
  private final byte[] joined;

  private final int room;

  OwnId(EventId id) {
    Map<String, FieldTree> byTop = new LinkedHashMap<>();
    parts = new Name[id.parts().size()][];
    optional = new boolean[parts.length];
    lengths = new int[parts.length];
    room = parts.length * LENGTH_CHARACTERS + 1;
    joined = new byte[room + MOST_BYTES];
    for (int i = 0; i < parts.length; i++) {
      EventId.Part part = id.parts().get(i);
      parts[i] = part.paths().stream().map(path -> name(path, byTop)).toArray(Name[]::new);
      optional[i] = part.optional();
    }
    trees = byTop.values().toArray(FieldTree[]::new);
    EventId.Issuer issuer = id.issuer();
    account = issuer == null ? null : FieldPath.of(issuer.account());
  }

  private static Name name(String path, Map<String, FieldTree> byTop) {
    if (!path.contains(".*")) {
      return new Name(FieldPath.of(path), null);
    }
    int dot = path.indexOf('.');
    FieldTree tree = byTop.computeIfAbsent(path.substring(0, dot), FieldTree::new);
    return new Name(FieldPath.of(path), tree.add(path.substring(dot + 1)));
  }

  /**
   * The id; null where a part is missing that has to be there, or is neither text nor whole.
   *
   * @param of the account that the event has to name as its own; null for any
   */
  byte @Nullable [] of(LogEvent event, byte @Nullable [] of, RecordIds ids)
      throws MsgpackException {
    if (of != null && !isOf(of, event)) {
      return null;
    }
    for (FieldTree tree : trees) {
      tree.find(event);
    }
    int length = 0;
    boolean told = true;
    boolean gap = false;
    for (int i = 0; i < optional.length; i++) {
      int end = append(event, parts[i], length);
      if (end < 0 || (end == length && !optional[i])) {
        return null;
      }
      lengths[i] = end == length || length == 0 ? end - length : end - length - 1;
      boolean last = i == lengths.length - 1;
      gap |= lengths[i] == 0;
      told &= lengths[i] == 0 || (!gap && (last || !hasJoint(room + end - lengths[i], room + end)));
      length = end;
    }
    return told ? ids.ofEvent(joined, room, length) : withLengths(length, ids);
  }

  private boolean hasJoint(int from, int to) {
    int at = from;
    while (at < to && joined[at] != JOINT) {
      at++;
    }
    return at < to;
  }

  /** The id with the lengths in front of what is joined, which has room for them. */
  private byte[] withLengths(int length, RecordIds ids) {
    int from = room;
    joined[--from] = JOINT;
    for (int i = lengths.length - 1; i >= 0; i--) {
      int rest = lengths[i];
      do {
        joined[--from] = (byte) ('0' + rest % 10);
        rest /= 10;
      } while (rest > 0);
      joined[--from] = i == 0 ? JOINT : (byte) '.';
    }
    return ids.ofEvent(joined, from, room + length - from);
  }

  private boolean isOf(byte[] digits, LogEvent event) throws MsgpackException {
    return account != null
        && event.find(account, value)
        && value.isText()
        && Arrays.equals(
            value.bytes(), value.at(), value.at() + value.length(), digits, 0, digits.length);
  }

  /** Adds the first that is there; where it ends, where it began if none is. */
  private int append(LogEvent event, Name[] names, int at) throws MsgpackException {
    for (Name name : names) {
      FieldValue part = find(event, name);
      int end = part == null ? at : append(part, at);
      if (end != at) {
        return end;
      }
    }
    return at;
  }

  private @Nullable FieldValue find(LogEvent event, Name name) throws MsgpackException {
    FieldValues found = name.inArrays();
    if (found != null) {
      return found.count() == 0 ? null : found.get(0);
    }
    return event.find(name.path(), value) ? value : null;
  }

  /** Adds the value; where it ends, where it began if there is nothing, negative for no room. */
  private int append(FieldValue value, int at) {
    if (value.isInteger()) {
      byte[] digits = Long.toString(value.integer()).getBytes(StandardCharsets.US_ASCII);
      return append(at, digits, 0, digits.length);
    }
    return value.isText() ? append(at, value.bytes(), value.at(), value.length()) : at;
  }

  private int append(int at, byte[] bytes, int from, int count) {
    int begin = at == 0 ? 0 : at + 1;
    if (count == 0) {
      return at;
    }
    if (begin + count > MOST_BYTES) {
      return -1;
    }
    if (at > 0) {
      joined[room + at] = JOINT;
    }
    System.arraycopy(bytes, from, joined, room + begin, count);
    return begin + count;
  }
}
