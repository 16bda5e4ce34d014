package dev.weir.parse;

import dev.weir.event.FieldPath;
import dev.weir.event.FieldValue;
import dev.weir.event.LogEvent;
import dev.weir.msgpack.MsgpackException;
import dev.weir.type.EventId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the id that a type's events have of their own. Not thread-safe. */
final class OwnId {
  private static final int MOST_BYTES = 2048;
  private static final byte JOINT = ':';

  private final List<FieldPath> paths;
  private final boolean[] optional;
  private final FieldValue value = new FieldValue();
  private final byte[] joined = new byte[MOST_BYTES];

  OwnId(EventId id) {
    paths = FieldPath.listOf(id.paths());
    optional = new boolean[paths.size()];
    for (int i = 0; i < optional.length; i++) {
      optional[i] = id.parts().get(i).optional();
    }
  }

  /** The id; null where a part is missing that has to be there, or is neither text nor whole. */
  byte @Nullable [] of(LogEvent event, RecordIds ids) throws MsgpackException {
    int length = 0;
    for (int i = 0; i < optional.length; i++) {
      int end = event.find(paths.get(i), value) ? append(length) : length;
      if (end < 0 || (end == length && !optional[i])) {
        return null;
      }
      length = end;
    }
    return ids.ofEvent(joined, length);
  }

  /** Adds the value; where it ends, where it began if there is nothing, negative for no room. */
  private int append(int at) {
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
