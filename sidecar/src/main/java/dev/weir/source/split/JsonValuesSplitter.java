package dev.weir.source.split;

import dev.weir.json.ByteSearch;
import dev.weir.json.JsonValueScanner;
import dev.weir.type.SplitFormat;
import java.io.IOException;

/**
 * JSON values in one of three forms, which the first value tells: one in each line, one after the
 * other, or the elements of a top-level array.
 *
 * <p>In the first form a line's end ends its record, so that a broken line costs itself alone. In
 * the second a value that does not end is cut where the next line begins with a brace. How far the
 * search for its end went is remembered: up to there each such line begins a piece of its own, so
 * that no byte is searched more than a few times, whatever the content.
 */
final class JsonValuesSplitter extends WindowSplitter {
  private final LineSplitter lines;
  private final ArrayElements elements;
  private final JsonValueScanner scanner = new JsonValueScanner();
  private Form form = Form.UNKNOWN;

  /** Up to where the end of a value was searched in vain, as an offset in the content. */
  private long brokenTo;

  /** Where the piece ends in which the window's start is, as an offset; not ahead if in none. */
  private long pieceTo;

  private enum Form {
    UNKNOWN,
    LINES,
    CONCATENATED,
    ARRAY
  }

  JsonValuesSplitter(SlidingWindow window, int capBytes) {
    super(window, capBytes);
    this.lines = new LineSplitter(window, capBytes, SplitFormat.TEXT_LINES);
    this.elements = new ArrayElements(this);
  }

  @Override
  public boolean next(Slice slice) throws IOException {
    if (form == Form.LINES) {
      return lines.next(slice);
    }
    release();
    if (form == Form.UNKNOWN) {
      skipByteOrderMark();
      if (!skipBlanks()) {
        return end(slice);
      }
      form = firstByte() == '[' ? Form.ARRAY : tell();
      if (form == Form.LINES) {
        lines.take(window.start());
        return lines.next(slice);
      }
      if (form == Form.ARRAY) {
        elements.open();
      }
    }
    if (form == Form.ARRAY) {
      if (elements.next(slice)) {
        return true;
      }
      form = Form.CONCATENATED;
    }
    return concatenated(slice);
  }

  /** Looks at the first value, and at what comes after it. */
  private Form tell() throws IOException {
    scanner.reset();
    int end = seek(scanner::scan);
    int valueEnd = end < 0 ? withinCap() : end;
    int newline = ByteSearch.newline(window.bytes(), window.start(), valueEnd);
    if (newline >= 0) {
      boolean nextBegins = newline + 1 < valueEnd && window.bytes()[newline + 1] == '{';
      return nextBegins ? Form.LINES : Form.CONCATENATED;
    }
    return end < 0 ? Form.CONCATENATED : tellByNext(end - window.start());
  }

  /** Looks at what comes after the first value, which has no line feed in it. */
  private Form tellByNext(int length) throws IOException {
    int at = length;
    while (true) {
      if (window.start() + at == window.end()) {
        // A value alone may be the first of many lines.
        if (at > capBytes || !window.more()) {
          return Form.LINES;
        }
        take(window.start());
        continue;
      }
      byte b = window.bytes()[window.start() + at];
      if (b == '\n') {
        return Form.LINES;
      }
      if (!isBlank(b)) {
        return firstByte() == '{' ? Form.CONCATENATED : Form.LINES;
      }
      at++;
    }
  }

  private boolean concatenated(Slice slice) throws IOException {
    if (!skipBlanks()) {
      return end(slice);
    }
    int cut = pieceEnd();
    return cut > 0 ? piece(slice, cut) : value(slice);
  }

  private boolean value(Slice slice) throws IOException {
    scanner.reset();
    int end = seek(scanner::scan);
    if (end == OVER_CAP || end == AT_END) {
      boolean whole = end == AT_END && scanner.endsHere() && window.failure() == null;
      if (whole) {
        take(window.end());
        return slice.record(window, window.start(), window.end());
      }
      int cut = nextLineWithBrace(withinCap());
      if (cut > 0) {
        return cut(slice, cut, withinCap());
      }
      return end == OVER_CAP
          ? skipOverCap(slice, scanner::scan)
          : rest(slice, UnsendableReason.TRUNCATED);
    }
    if (scanner.broken() || end == window.start()) {
      int cut = nextLineWithBrace(end);
      return cut > 0 ? cut(slice, cut, end) : garbage(slice, end - window.start());
    }
    take(end);
    return slice.record(window, window.start(), end);
  }

  /** The value did not end before {@code searched}: it is cut, and what follows it up to there. */
  private boolean cut(Slice slice, int cut, int searched) {
    brokenTo = window.offsetOf(searched);
    pieceTo = window.offsetOf(cut);
    return broken(slice, cut);
  }

  /** Where the piece of what is broken ends that is at the window's start; 0 if none is. */
  private int pieceEnd() {
    long here = window.offsetOf(window.start());
    if (here >= pieceTo && here < brokenTo) {
      int cut = nextLineWithBrace(indexOf(brokenTo));
      if (cut > 0) {
        pieceTo = window.offsetOf(cut);
      } else {
        brokenTo = here;
      }
    }
    return here < pieceTo ? indexOf(pieceTo) : 0;
  }

  /** A value that ends in its piece, or else the piece. */
  private boolean piece(Slice slice, int cut) {
    int start = window.start();
    int end = scanner.reset().scan(window.bytes(), start, cut);
    if (end <= start || scanner.broken()) {
      return broken(slice, cut);
    }
    take(end);
    return slice.record(window, start, end);
  }

  /** Where in the array an offset is that was searched and so is in the window. */
  private int indexOf(long offset) {
    return window.start() + (int) (offset - window.offsetOf(window.start()));
  }

  private boolean broken(Slice slice, int cut) {
    take(cut);
    return slice.unsendable(
        window, window.start(), cut, UnsendableReason.MALFORMED_JSON, cut - window.start());
  }

  /** Up to the next brace behind {@code length} bytes nothing can begin a value. */
  private boolean garbage(Slice slice, int length) throws IOException {
    int[] passed = {0};
    PieceFinder brace =
        (bytes, from, to) -> {
          for (int at = from; at < to; at++, passed[0]++) {
            if (bytes[at] == '{' && passed[0] >= Math.max(1, length)) {
              return at;
            }
          }
          return -1;
        };
    int end = seek(brace);
    if (end == OVER_CAP) {
      return skipOverCap(slice, brace);
    }
    return end == AT_END ? rest(slice, UnsendableReason.MALFORMED_JSON) : broken(slice, end);
  }

  /**
   * The end of what may be searched: never more than the cap, whatever the window happens to hold,
   * since records must fall the same way each time an object is read.
   */
  private int withinCap() {
    return Math.min(window.end(), window.start() + capBytes);
  }

  /** The index after the first line feed before {@code to} that a brace follows, or 0. */
  private int nextLineWithBrace(int to) {
    byte[] bytes = window.bytes();
    int at = window.start();
    while (true) {
      int newline = ByteSearch.newline(bytes, at, to);
      if (newline < 0 || newline + 1 >= to) {
        return 0;
      }
      if (bytes[newline + 1] == '{') {
        return newline + 1;
      }
      at = newline + 1;
    }
  }
}
