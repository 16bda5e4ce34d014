package dev.weir.parse;

import dev.weir.type.LineHead;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a line begins with, up to the value in brackets, where anybody may write into the value
 * before it; see {@link LineHead}.
 */
final class FreeHead {
  private static final int MOST_DIGITS = 5;

  private final DelimitedLine line;
  private final ValueReader values;
  private final @Nullable DelimitedColumn front;
  private final @Nullable ForwardedList forwarded;
  private final DelimitedColumn[] before;
  private final DelimitedColumn free;
  private final DelimitedColumn bracketed;

  /**
   * A head.
   *
   * @param columns makes the line's, in order
   * @param freeAt which of them is the free one
   */
  FreeHead(
      DelimitedLine line, ValueReader values, LineHead head, DelimitedColumns columns, int freeAt) {
    DelimitedColumn[] all = columns.shipped();
    this.line = line;
    this.values = values;
    this.front = head.front().isEmpty() ? null : columns.single(head.front());
    this.forwarded =
        head.forwarded().isEmpty()
            ? null
            : new ForwardedList(line, columns.single(head.forwarded()));
    this.before = Arrays.copyOf(all, freeAt);
    this.free = all[freeAt];
    this.bracketed = all[freeAt + 1];
  }

  /** How many columns it holds. */
  int columns() {
    return before.length + 2;
  }

  /**
   * Reads it.
   *
   * @return where the value behind it begins; negative if the line has none
   */
  int read(int from, Fields fields) {
    int at = line.begin(from);
    if (front != null && hasFront(at)) {
      at = behind(front, at, fields);
    }
    int first = 0;
    int last = at;
    if (forwarded != null && at >= 0 && forwarded.isAt(at)) {
      at = forwarded.read(at, fields);
      // Of the one that asked only the list may tell.
      first = at >= 0 && before.length > 0 && !isAddressAt(at) ? 1 : 0;
    }
    for (int i = first; i < before.length && at >= 0; i++) {
      last = at;
      at = behind(before[i], at, fields);
      if (i == 0 && forwarded != null && at >= 0 && line.at(at) == '(') {
        at = forwarded.readInParentheses(at, fields);
      }
    }
    if (at < 0) {
      return DelimitedLine.NONE;
    }
    boolean sure = before.length < 2 || (line.at(last) == '-' && line.isSeparator(last + 1));
    return line.at(at) == '"' ? quoted(at, fields) : plain(at, sure, fields);
  }

  /** Reads a value; returns where the next one begins. */
  private int behind(DelimitedColumn column, int at, Fields fields) {
    if (column.bracketed() && line.at(at) != '[') {
      return DelimitedLine.NONE;
    }
    int end = values.read(column, at, fields);
    int next = line.begin(end + 1);
    return end < 0 || line.isOver(next) ? DelimitedLine.NONE : next;
  }

  /**
   * Who writes into it cannot write a bare quote: the first one that follows brackets is the log's.
   *
   * @param sure whether nobody is in the column before it, as in nearly every line: what is no
   *     value at all shows that the line has nothing in front
   */
  private int plain(int at, boolean sure, Fields fields) {
    int close = line.bracketBeforeQuote(at);
    int open = close < 0 ? DelimitedLine.NONE : line.lastOpening(at, close);
    boolean written =
        open >= 0
            && (sure || !holdsColumns(at, open - 1))
            && values.write(free, at, open - 1, fields)
            && values.write(bracketed, open + 1, close, fields);
    return written ? close + 2 : DelimitedLine.NONE;
  }

  /**
   * Whether columns lie in it, an address or nobody's name beside others: something is in front.
   */
  private boolean holdsColumns(int from, int to) {
    for (int at = from; at < to; at = line.plainEnd(at) + 1) {
      int end = line.plainEnd(at);
      boolean alone = at == from && end == to;
      if (!alone && at < end && (line.isAbsent(at, end) || line.isAddress(at, end))) {
        return true;
      }
    }
    return false;
  }

  /** Nor can he end what stands in quotes. */
  private int quoted(int at, Fields fields) {
    int open = behind(free, at, fields);
    return open >= 0 && line.at(open) == '[' ? behind(bracketed, open, fields) : DelimitedLine.NONE;
  }

  /**
   * A host with its port, which is no client, for a client is behind it; or a name, and behind it a
   * client's address.
   */
  private boolean hasFront(int from) {
    int end = line.plainEnd(from);
    if (end == from || line.isAddress(from, end) || line.hasComma(from, end)) {
      return false;
    }
    int second = line.begin(end + 1);
    return hasPort(from, end)
        ? !line.isAbsent(second, line.plainEnd(second))
        : !line.isOver(second) && isAddressAt(second);
  }

  /** Whether an address stands there, alone or as the first of a list. */
  private boolean isAddressAt(int from) {
    int end = from;
    while (!line.isSeparator(end) && line.at(end) != ',') {
      end++;
    }
    return line.isAddress(from, end);
  }

  private boolean hasPort(int from, int to) {
    int at = to;
    while (at > from && line.at(at - 1) >= '0' && line.at(at - 1) <= '9') {
      at--;
    }
    return at < to && to - at <= MOST_DIGITS && at - 1 > from && line.at(at - 1) == ':';
  }
}
