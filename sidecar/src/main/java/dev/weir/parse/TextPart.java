package dev.weir.parse;

import dev.weir.event.FieldValue;
import dev.weir.type.EcsRule;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of a text that a rule looks at; see {@link EcsRule.Part}. Not thread-safe. */
final class TextPart {
  private final byte[] after;
  private final byte[] before;
  private final FieldValue found = new FieldValue();

  TextPart(EcsRule.Part part) {
    after = part.after().getBytes(StandardCharsets.UTF_8);
    before = part.before().getBytes(StandardCharsets.UTF_8);
  }

  /** The part, a view that is valid until the next call; null if the text has none. */
  @Nullable FieldValue of(FieldValue text) {
    if (!text.isText()) {
      return null;
    }
    int from = text.at();
    int to = from + text.length();
    if (after.length > 0) {
      int mark = indexOf(text.bytes(), from, to, after);
      if (mark < 0) {
        return null;
      }
      from = mark + after.length;
    }
    if (before.length > 0) {
      to = indexOf(text.bytes(), from, to, before);
    }
    if (from >= to) {
      return null;
    }
    found.part(text, from, to - from);
    return found;
  }

  private static int indexOf(byte[] text, int from, int to, byte[] mark) {
    for (int at = from; at <= to - mark.length; at++) {
      if (text[at] == mark[0] && Arrays.equals(text, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }
}
