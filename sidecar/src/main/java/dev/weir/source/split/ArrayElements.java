package dev.weir.source.split;

import dev.weir.json.JsonValueScanner;
import java.io.IOException;

/**
 * The elements of one JSON array, whatever its length. After a broken element the walk goes on at
 * the next opening brace; if the braces themselves no longer match, the element swallows what
 * matches and, at worst, the rest of the content, and says so.
 */
final class ArrayElements {
  private final WindowSplitter splitter;
  private final SlidingWindow window;
  private final JsonValueScanner scanner = new JsonValueScanner();

  ArrayElements(WindowSplitter splitter) {
    this.splitter = splitter;
    this.window = splitter.window;
  }

  /** Enters the array whose opening bracket is at the window's start. */
  void open() {
    splitter.take(window.start() + 1);
    splitter.release();
  }

  /** Moves to the next element; false behind the closing bracket, or at the content's end. */
  boolean next(Slice slice) throws IOException {
    while (true) {
      if (!splitter.skipBlanks()) {
        return splitter.truncatedHere(slice);
      }
      byte b = splitter.firstByte();
      if (b == ',' || b == ']') {
        splitter.take(window.start() + 1);
        splitter.release();
        if (b == ']') {
          return false;
        }
        continue;
      }
      return element(slice);
    }
  }

  private boolean element(Slice slice) throws IOException {
    scanner.reset();
    int end = splitter.seek(scanner::scan);
    if (end == WindowSplitter.OVER_CAP) {
      return splitter.skipOverCap(slice, scanner::scan);
    }
    if (end == WindowSplitter.AT_END) {
      return splitter.rest(slice, UnsendableReason.TRUNCATED);
    }
    int start = window.start();
    if (end == start) {
      return garbage(slice);
    }
    splitter.take(end);
    if (scanner.broken()) {
      return slice.unsendable(window, start, end, UnsendableReason.MALFORMED_JSON, end - start);
    }
    return slice.record(window, start, end);
  }

  /** What can begin no element, up to the next brace. */
  private boolean garbage(Slice slice) throws IOException {
    PieceFinder brace =
        (bytes, from, to) -> {
          for (int at = from; at < to; at++) {
            if (bytes[at] == '{') {
              return at;
            }
          }
          return -1;
        };
    int end = splitter.seek(brace);
    if (end == WindowSplitter.OVER_CAP) {
      return splitter.skipOverCap(slice, brace);
    }
    if (end == WindowSplitter.AT_END) {
      return splitter.rest(slice, UnsendableReason.MALFORMED_JSON);
    }
    int start = window.start();
    splitter.take(end);
    return slice.unsendable(window, start, end, UnsendableReason.MALFORMED_JSON, end - start);
  }
}
