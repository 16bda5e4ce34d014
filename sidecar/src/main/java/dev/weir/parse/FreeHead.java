package dev.weir.parse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a line begins with, up to the value in brackets, where anybody may write into the value
 * before it; see {@link dev.weir.type.LineHead}.
 */
final class FreeHead {
  private static final int MOST_DIGITS = 5;

  private final DelimitedLine line;
  private final ValueReader values;
  private final @Nullable DelimitedColumn front;
  private final DelimitedColumn[] before;
  private final DelimitedColumn free;
  private final DelimitedColumn bracketed;

  /**
   * A head.
   *
   * @param columns the line's, in order
   * @param freeAt which of them is the free one
   */
  FreeHead(
      DelimitedLine line,
      ValueReader values,
      @Nullable DelimitedColumn front,
      DelimitedColumn[] columns,
      int freeAt) {
    this.line = line;
    this.values = values;
    this.front = front;
    this.before = Arrays.copyOf(columns, freeAt);
    this.free = columns[freeAt];
    this.bracketed = columns[freeAt + 1];
  }

  /** How many columns it holds. */
  int columns() {
    return before.length + 2;
  }

  /**
   * Reads it.
   *
   * @return where the value behind it begins; {@link DelimitedLine#NONE} if the line has none
   */
  int read(Fields fields) {
    int at = line.begin(line.from());
    if (front != null && hasFront(at)) {
      at = behind(front, at, fields);
    }
    for (int i = 0; i < before.length && at >= 0; i++) {
      at = behind(before[i], at, fields);
    }
    if (at < 0) {
      return DelimitedLine.NONE;
    }
    return line.at(at) == '"' ? quoted(at, fields) : plain(at, fields);
  }

  /** Reads a value; returns where the next one begins. */
  private int behind(DelimitedColumn column, int at, Fields fields) {
    int end = values.read(column, at, fields);
    int next = line.begin(end + 1);
    return end < 0 || line.isOver(next) ? DelimitedLine.NONE : next;
  }

  /**
   * Who writes into it cannot write a bare quote: the first one that follows brackets is the log's.
   */
  private int plain(int at, Fields fields) {
    int close = line.bracketBeforeQuote(at);
    int open = close < 0 ? DelimitedLine.NONE : line.lastOpening(at, close);
    if (open < 0) {
      return DelimitedLine.NONE;
    }
    values.write(free, at, open - 1, fields);
    values.write(bracketed, open + 1, close, fields);
    return close + 2;
  }

  /** Nor can he end what stands in quotes. */
  private int quoted(int at, Fields fields) {
    int open = behind(free, at, fields);
    return open >= 0 && line.at(open) == '[' ? behind(bracketed, open, fields) : DelimitedLine.NONE;
  }

  /** A host with its port, which is no client; or a name, and behind it a client's address. */
  private boolean hasFront(int from) {
    int end = line.plainEnd(from);
    if (isAddress(from, end)) {
      return false;
    }
    int second = line.begin(end + 1);
    return hasPort(from, end) || (!line.isOver(second) && isAddress(second, line.plainEnd(second)));
  }

  private boolean isAddress(int from, int to) {
    return Addresses.isAddress(line.bytes(), from, to - from);
  }

  private boolean hasPort(int from, int to) {
    int at = to;
    while (at > from && line.at(at - 1) >= '0' && line.at(at - 1) <= '9') {
      at--;
    }
    return at < to && to - at <= MOST_DIGITS && at - 1 > from && line.at(at - 1) == ':';
  }
}
