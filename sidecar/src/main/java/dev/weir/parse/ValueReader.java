package dev.weir.parse;

import dev.weir.type.ValueForm;
import java.util.BitSet;

/** Reads the values of a line into its fields. Not thread-safe. */
final class ValueReader {
  /** What is there is no value of the column. */
  static final int MISFIT = -2;

  private final DelimitedLine line;
  private final boolean again;
  private final ListValues lists = new ListValues();
  private final DoubledQuotes quotes = new DoubledQuotes();

  /** The numbers of the columns that have a value. */
  private final BitSet taken = new BitSet();

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
   *     nothing tells where, {@link #MISFIT} if it does not look like a value of the column; then
   *     nothing is written
   */
  int read(DelimitedColumn column, int from, Fields fields) {
    int close = closing(column, from);
    if (close < 0) {
      // A quote that nothing ends: the line was cut, and its blanks separate no values.
      if (line.at(from) == '"') {
        return DelimitedLine.NONE;
      }
      int end = column.list() ? line.listEnd(from) : line.plainEnd(from);
      return write(column, from, end, fields) ? end : MISFIT;
    }
    if (line.at(from) == '"' && !column.takesQuotes()) {
      return MISFIT;
    }
    if (column.closing() == DelimitedColumn.Closing.DOUBLED && line.hasDoubled()) {
      return writePlain(column, from + 1, close, fields) ? close + 1 : MISFIT;
    }
    return write(column, from + 1, close, fields) ? close + 1 : MISFIT;
  }

  private int closing(DelimitedColumn column, int from) {
    byte open = line.at(from);
    if (open == '"') {
      return line.closingQuote(from, column.closing());
    }
    return open == '[' && column.bracketed() ? line.closingBracket(from) : DelimitedLine.NONE;
  }

  /** Writes a part of the line as the value of a column; false and nothing if it is none. */
  boolean write(DelimitedColumn column, int from, int to, Fields fields) {
    if (column.passedOver() || (again && isTaken(column))) {
      return true;
    }
    if (column.list()) {
      if (!lists.fit(column.form(), line, from, to)) {
        return false;
      }
      lists.write(column.column(), line, from, to, fields);
    } else if (!line.isAbsent(from, to)) {
      if (column.form() != ValueForm.ANY
          && !ValueLook.fits(column.form(), line.bytes(), from, to)) {
        return false;
      }
      fields.add(column.column(), line.bytes(), from, to);
    }
    return true;
  }

  private boolean isTaken(DelimitedColumn column) {
    boolean before = taken.get(column.number());
    taken.set(column.number());
    return before;
  }

  /** Writes a value in which two quotes stand for one. */
  private boolean writePlain(DelimitedColumn column, int from, int to, Fields fields) {
    int length = quotes.undouble(line.bytes(), from, to);
    boolean fits = ValueLook.fits(column.form(), quotes.bytes(), 0, length);
    if (fits && !column.passedOver()) {
      fields.add(column.column(), quotes.bytes(), 0, length);
    }
    return fits;
  }
}
