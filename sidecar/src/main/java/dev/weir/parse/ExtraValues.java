package dev.weir.parse;

import java.util.Map;

/**
 * Writes the values behind the last column that a layout knows as {@code native.extra}, in their
 * order. Not thread-safe.
 */
final class ExtraValues {
  private static final Fields.Column EXTRA = Fields.Column.of("native.extra", Map.of());

  /** What is behind as many values is one. */
  private static final int MOST = 64;

  private final DelimitedLine line;

  ExtraValues(DelimitedLine line) {
    this.line = line;
  }

  /** Whether something is there. */
  boolean areAt(int place) {
    for (int at = place; at < line.to(); at++) {
      if (!line.isSeparator(at) && line.at(at) != ' ') {
        return true;
      }
    }
    return false;
  }

  /** Writes those from a place on. */
  void write(int place, Fields fields) {
    int count = 0;
    for (int at = first(place); !line.isOver(at) && count < MOST; at = line.begin(end(at) + 1)) {
      count++;
    }
    fields.beginArray(EXTRA, count);
    int at = first(place);
    for (int i = 0; i < count; i++) {
      int end = i + 1 == MOST ? line.to() : end(at);
      boolean quoted = end - at > 1 && line.at(at) == '"' && line.at(end - 1) == '"';
      int inner = quoted ? 1 : 0;
      fields.addElement(EXTRA, line.bytes(), at + inner, end - inner);
      at = line.begin(end + 1);
    }
  }

  private int first(int place) {
    return line.begin(place);
  }

  private int end(int at) {
    int close =
        line.at(at) == '"'
            ? line.closingQuote(at, DelimitedColumn.Closing.ESCAPED)
            : DelimitedLine.NONE;
    return close < 0 ? line.plainEnd(at) : close + 1;
  }
}
