package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldTree;
import dev.weir.event.FieldValue;
import dev.weir.event.FieldValues;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EventId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the id that a type's events have of their own. Not thread-safe. */
final class OwnId {
  private static final int MOST_BYTES = 2048;
  private static final byte JOINT = ':';

  private final List<FieldPath> paths;

  /** Of a path through arrays, which has stars in it, the values; the first one counts. */
  private final @Nullable FieldValues[] inArrays;

  private final FieldTree[] trees;
  private final boolean[] optional;
  private final FieldValue value = new FieldValue();
  private final byte[] joined = new byte[MOST_BYTES];

  OwnId(EventId id) {
    paths = FieldPath.listOf(id.paths());
    inArrays = new FieldValues[paths.size()];
    Map<String, FieldTree> byTop = new LinkedHashMap<>();
    for (int i = 0; i < inArrays.length; i++) {
      String path = id.paths().get(i);
      int dot = path.indexOf('.');
      if (path.contains(".*")) {
        FieldTree tree = byTop.computeIfAbsent(path.substring(0, dot), FieldTree::new);
        inArrays[i] = tree.add(path.substring(dot + 1));
      }
    }
    trees = byTop.values().toArray(FieldTree[]::new);
    optional = new boolean[paths.size()];
    for (int i = 0; i < optional.length; i++) {
      optional[i] = id.parts().get(i).optional();
    }
  }

  /** The id; null where a part is missing that has to be there, or is neither text nor whole. */
  byte @Nullable [] of(LogEvent event, RecordIds ids) throws MsgpackException {
    for (FieldTree tree : trees) {
      tree.find(event);
    }
    int length = 0;
    for (int i = 0; i < optional.length; i++) {
      FieldValue part = find(event, i);
      int end = part == null ? length : append(part, length);
      if (end < 0 || (end == length && !optional[i])) {
        return null;
      }
      length = end;
    }
    return ids.ofEvent(joined, length);
  }

  private @Nullable FieldValue find(LogEvent event, int part) throws MsgpackException {
    FieldValues found = inArrays[part];
    if (found != null) {
      return found.count() == 0 ? null : found.get(0);
    }
    return event.find(paths.get(part), value) ? value : null;
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
      joined[at] = JOINT;
    }
    System.arraycopy(bytes, from, joined, begin, count);
    return begin + count;
  }
}
