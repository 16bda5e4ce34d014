package dev.weir.parse;

import dev.weir.address.IpAddress;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of values between separators, and where they end in it. Each byte is looked at a few times
 * only. Reused for each line; not thread-safe.
 */
final class DelimitedLine {
  /** There is no such place. */
  static final int NONE = -1;

  private static final int UNKNOWN = -2;

  private final byte separator;
  private final boolean runs;
  private final byte[] absent;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private boolean hasDoubled;
  private boolean noQuote;
  private boolean noBracket;
  private int lastQuote;

  DelimitedLine(RecordFormat.Delimited format) {
    this.separator = (byte) format.separator();
    this.runs = format.runs();
    this.absent = format.absent().getBytes(StandardCharsets.UTF_8);
  }

  /** Goes on to another line. */
  void set(byte[] text, int first, int end) {
    bytes = text;
    to = end;
    rewind(first);
  }

  /** Goes back in the line, to read it from there on in another way. */
  void rewind(int first) {
    from = first;
    noQuote = false;
    noBracket = false;
    lastQuote = UNKNOWN;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** The byte at a place; 0 behind the line's end. */
  byte at(int place) {
    return place < to ? bytes[place] : 0;
  }

  boolean startsWith(int place, byte[] text) {
    int end = place + text.length;
    return end <= to && Arrays.equals(bytes, place, end, text, 0, text.length);
  }

  /** Whether a separator, or the line's end, is at a place. */
  boolean isSeparator(int place) {
    return place >= to || bytes[place] == separator;
  }

  /** Whether an address is there. */
  boolean isAddress(int first, int end) {
    return IpAddress.isAddress(bytes, first, end - first);
  }

  /** Whether a comma is in it. */
  boolean hasComma(int first, int end) {
    int at = first;
    while (at < end && bytes[at] != ',') {
      at++;
    }
    return at < end;
  }

  /** Whether it stands for no value. */
  boolean isAbsent(int first, int end) {
    return first >= end || Arrays.equals(bytes, first, end, absent, 0, absent.length);
  }

  /** Where the value begins before which a separator ended another. */
  int begin(int place) {
    int at = place;
    while (runs && at < to && bytes[at] == separator) {
      at++;
    }
    return at;
  }

  /** Whether values are over: of a run of separators at the line's end none is between values. */
  boolean isOver(int place) {
    return runs ? place >= to : place > to;
  }

  /** Where a separator or the line's end follows. */
  int plainEnd(int first) {
    int at = first;
    while (at < to && bytes[at] != separator) {
      at++;
    }
    return at;
  }

  /**
   * Where the last of several values ends: a comma behind one, or a colon alone, says there are.
   */
  int listEnd(int first) {
    int end = plainEnd(first);
    while (end < to) {
      boolean colon = at(end + 1) == ':' && at(end + 2) == separator;
      if (!colon && (end == first || bytes[end - 1] != ',')) {
        return end;
      }
      end = plainEnd(end + (colon ? 3 : 1));
    }
    return end;
  }

  /** The quote that ends what this one begins. */
  int closingQuote(int open, DelimitedColumn.Closing closing) {
    return switch (closing) {
      case ESCAPED -> escapedQuote(open);
      case DOUBLED -> doubledQuote(open);
      case BEFORE_NUMBER -> quoteBeforeNumber(open);
      case BESIDE_QUOTE -> quoteBesideQuote(open);
      case LAST -> lastQuote(open);
    };
  }

  private int escapedQuote(int open) {
    for (int i = open + 1; i < to && !noQuote; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == '"' && isEnd(i + 1)) {
        return i;
      }
    }
    // What ends none here ends none further on.
    noQuote = true;
    return NONE;
  }

  private int doubledQuote(int open) {
    hasDoubled = false;
    for (int i = open + 1; i < to; i++) {
      if (bytes[i] == '"' && i + 1 < to && bytes[i + 1] == '"') {
        hasDoubled = true;
        i++;
      } else if (bytes[i] == '"' && isEnd(i + 1)) {
        return i;
      }
    }
    return NONE;
  }

  /** Whether there are doubled quotes in the value whose closing one was found last. */
  boolean hasDoubled() {
    return hasDoubled;
  }

  private int quoteBeforeNumber(int open) {
    for (int i = open + 1; i < to; i++) {
      if (bytes[i] != '"' || !isEnd(i + 1)) {
        continue;
      }
      if (i + 1 == to || isNumber(i + 2)) {
        return i;
      }
      if (at(i + 2) == '"') {
        // Here are two values side by side: the number was before them, and is none.
        return NONE;
      }
    }
    return NONE;
  }

  private boolean isNumber(int first) {
    int at = first;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at > first ? isEnd(at) : isAbsent(first, plainEnd(first));
  }

  private int quoteBesideQuote(int open) {
    int last = lastQuote(open);
    for (int i = open + 1; i + 2 < last; i++) {
      if (bytes[i] == '"' && bytes[i + 1] == separator && bytes[i + 2] == '"') {
        return i;
      }
    }
    return last;
  }

  private int lastQuote(int open) {
    if (lastQuote == UNKNOWN) {
      int at = to - 1;
      while (at >= from && bytes[at] != '"') {
        at--;
      }
      lastQuote = at >= from && isEnd(at + 1) ? at : NONE;
    }
    return lastQuote > open ? lastQuote : NONE;
  }

  /** The bracket that ends what this one begins. */
  int closingBracket(int open) {
    for (int i = open + 1; i < to && !noBracket; i++) {
      if (bytes[i] == ']' && isEnd(i + 1)) {
        return i;
      }
    }
    noBracket = true;
    return NONE;
  }

  /** The first bracket that closes, and behind it a separator and a quote. */
  int bracketBeforeQuote(int first) {
    for (int i = first; i + 2 < to; i++) {
      if (bytes[i] == ']' && bytes[i + 1] == separator && bytes[i + 2] == '"') {
        return i;
      }
    }
    return NONE;
  }

  /** The last bracket that opens behind a separator, in a part of the line. */
  int lastOpening(int first, int end) {
    for (int i = end - 1; i > first; i--) {
      if (bytes[i] == '[') {
        return bytes[i - 1] == separator ? i : NONE;
      }
    }
    return NONE;
  }

  private boolean isEnd(int place) {
    return place == to || bytes[place] == separator;
  }
}
