package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts with fields in braces between them. {@code {}} passes over what is there, {@code {name}}
 * takes it. Each text is looked for once, from left to right: the time is linear in the line's
 * length for each pattern.
 */
final class DissectParser implements LineParser {
  private static final Fields.Column SKIPPED = Fields.Column.of("", Map.of());

  /**
   * One pattern.
   *
   * @param texts before, between and behind the fields: one more than those
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pattern(byte[][] texts, Fields.Column[] columns) {}

  private final List<Pattern> patterns;
  private int[] bounds = new int[64];

  DissectParser(RecordFormat.Dissect format, Map<String, FieldType> types) {
    patterns = format.patterns().stream().map(text -> pattern(text, types)).toList();
  }

  private static Pattern pattern(String text, Map<String, FieldType> types) {
    List<byte[]> texts = new ArrayList<>();
    List<Fields.Column> columns = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      texts.add(text.substring(at, open).getBytes(StandardCharsets.UTF_8));
      String name = text.substring(open + 1, close);
      columns.add(Fields.Column.of(name, types));
      at = close + 1;
    }
    texts.add(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return new Pattern(texts.toArray(byte[][]::new), columns.toArray(Fields.Column[]::new));
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    for (Pattern pattern : patterns) {
      if (fits(pattern, line, from, to)) {
        for (int i = 0; i < pattern.columns().length; i++) {
          Fields.Column column = pattern.columns()[i];
          if (!column.equals(SKIPPED) && bounds[2 * i] < bounds[2 * i + 1]) {
            fields.add(column, line, bounds[2 * i], bounds[2 * i + 1]);
          }
        }
        return null;
      }
    }
    return "no_match";
  }

  private boolean fits(Pattern pattern, byte[] line, int from, int to) {
    byte[][] texts = pattern.texts();
    int count = pattern.columns().length;
    if (bounds.length < 2 * count) {
      bounds = new int[2 * count];
    }
    if (!startsWith(line, from, to, texts[0])) {
      return false;
    }
    int at = from + texts[0].length;
    for (int i = 0; i < count; i++) {
      byte[] next = texts[i + 1];
      int end;
      if (i + 1 == count) {
        // The last text ends the line.
        end = to - next.length;
        if (end < at || !startsWith(line, end, to, next)) {
          return false;
        }
      } else {
        end = indexOf(line, at, to, next);
        if (end < 0) {
          return false;
        }
      }
      bounds[2 * i] = at;
      bounds[2 * i + 1] = end;
      at = end + next.length;
    }
    return at == to;
  }

  private static boolean startsWith(byte[] line, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (line[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int indexOf(byte[] line, int from, int to, byte[] text) {
    for (int at = from; at <= to - text.length; at++) {
      if (startsWith(line, at, to, text)) {
        return at;
      }
    }
    return -1;
  }
}
