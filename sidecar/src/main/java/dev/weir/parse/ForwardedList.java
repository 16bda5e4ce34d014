package dev.weir.parse;

/**
 * Addresses that proxies tell, {@code X-Forwarded-For}, as some access logs have them before or
 * behind the address of the one that asked: {@code a, b, c}, or in parentheses. Not thread-safe.
 */
final class ForwardedList {
  private final DelimitedLine line;
  private final DelimitedColumn column;
  private final ListValues lists = new ListValues();

  ForwardedList(DelimitedLine line, DelimitedColumn column) {
    this.line = line;
    this.column = column;
  }

  /**
   * Whether the list stands there: a comma is behind its first value, or in one without blanks. Of
   * a single value two addresses beside each other tell, of which the first is the list, with
   * nobody's name behind them.
   */
  boolean isAt(int from) {
    int end = line.plainEnd(from);
    if (end - from > 1 && line.at(end - 1) == ',') {
      return true;
    }
    if (!line.isAddress(from, end)) {
      return line.hasComma(from, end);
    }
    int second = line.begin(end + 1);
    int secondEnd = line.plainEnd(second);
    if (line.isOver(second) || !line.isAddress(second, secondEnd)) {
      return false;
    }
    int third = line.begin(secondEnd + 1);
    return !line.isOver(third) && line.isAbsent(third, line.plainEnd(third));
  }

  /** Reads the list; returns where the next value begins, or none. */
  int read(int from, Fields fields) {
    int at = from;
    int end = line.plainEnd(at);
    while (isWord(at, end) && line.at(end - 1) == ',') {
      at = line.begin(end + 1);
      end = line.plainEnd(at);
    }
    return isWord(at, end) ? written(from, end, end + 1, fields) : DelimitedLine.NONE;
  }

  /** Reads {@code (a, b)}; returns where the next value begins, or none. */
  int readInParentheses(int from, Fields fields) {
    int close = from + 1;
    while (close < line.to() && line.at(close) != ')' && line.at(close) != '"') {
      close++;
    }
    return line.at(close) == ')' && line.isSeparator(close + 1)
        ? written(from + 1, close, close + 2, fields)
        : DelimitedLine.NONE;
  }

  private int written(int from, int to, int next, Fields fields) {
    lists.write(column.column(), line, from, to, fields);
    int behind = line.begin(next);
    return line.isOver(behind) ? DelimitedLine.NONE : behind;
  }

  private boolean isWord(int from, int to) {
    return to > from && line.at(from) != '[' && line.at(from) != '"';
  }
}
