package dev.weir.parse;

import java.util.HashSet;
import java.util.Set;

/** Reads the values of a line into its fields. Not thread-safe. */
final class ValueReader {
  private final DelimitedLine line;
  private final boolean again;
  private final ListValues lists = new ListValues();
  private final Set<Fields.Column> taken = new HashSet<>();

  /**
   * A reader of one line after the other.
   *
   * @param again whether a column may come again in a line; its first value counts
   */
  ValueReader(DelimitedLine line, boolean again) {
    this.line = line;
    this.again = again;
  }

  /** Goes on to another line. */
  void begin() {
    taken.clear();
  }

  /**
   * Reads the value that begins at a place.
   *
   * @return where it ends, before a separator or at the line's end; {@link DelimitedLine#NONE} if
   *     nothing tells where
   */
  int read(DelimitedColumn column, int from, Fields fields) {
    int close = closing(column, from);
    if (close < 0) {
      if (column.isRaw() && line.at(from) == '"') {
        return DelimitedLine.NONE;
      }
      int end = column.list() ? line.listEnd(from) : line.plainEnd(from);
      write(column, from, end, fields);
      return end;
    }
    write(column, from + 1, close, fields);
    return close + 1;
  }

  private int closing(DelimitedColumn column, int from) {
    byte open = line.at(from);
    if (open == '"') {
      return line.closingQuote(from, column.closing());
    }
    return open == '[' && column.bracketed() ? line.closingBracket(from) : DelimitedLine.NONE;
  }

  /** Writes a part of the line as the value of a column. */
  void write(DelimitedColumn column, int from, int to, Fields fields) {
    if (again && !taken.add(column.column())) {
      return;
    }
    if (column.list()) {
      lists.write(column.column(), line, from, to, fields);
    } else if (!line.isAbsent(from, to)) {
      fields.add(column.column(), line.bytes(), from, to);
    }
  }
}
