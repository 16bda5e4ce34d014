package dev.weir.source.split;

import dev.weir.json.ByteSearch;
import dev.weir.type.SplitFormat;
import java.io.IOException;

/**
 * Lines, ended by LF or CRLF, the last one perhaps not ended. An empty line is no record, nor is a
 * comment or a header; the last header goes with each line after it.
 */
class LineSplitter extends WindowSplitter {
  static final PieceFinder NEWLINE = ByteSearch::newline;

  private final HeaderLines headers;
  private boolean begun;

  LineSplitter(SlidingWindow window, int capBytes, SplitFormat.TextLines lines) {
    super(window, capBytes);
    this.headers = new HeaderLines(lines);
  }

  /** Finds the end of the next line: where its LF is, or one of the marks of {@link #seek}. */
  int seekEnd() throws IOException {
    return seek(NEWLINE);
  }

  @Override
  public final boolean next(Slice slice) throws IOException {
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    while (true) {
      release();
      int end = seekEnd();
      if (end == OVER_CAP) {
        return skipOverCap(slice, NEWLINE);
      }
      if (end == AT_END) {
        return last(slice);
      }
      int start = window.start();
      take(end + 1);
      int trimmed = trim(start, end);
      if (trimmed > start && !headers.takes(window.bytes(), start, trimmed)) {
        slice.record(window, start, trimmed);
        return slice.in(headers.envelope());
      }
    }
  }

  private boolean last(Slice slice) {
    int trimmed = trim(window.start(), window.end());
    if (window.failure() != null || trimmed == window.start()) {
      return end(slice) || headerAlone(slice);
    }
    take(window.end());
    if (headers.takes(window.bytes(), window.start(), trimmed)) {
      return headerAlone(slice);
    }
    slice.record(window, window.start(), trimmed);
    slice.in(headers.envelope());
    return slice.endsContent();
  }

  private boolean headerAlone(Slice slice) {
    byte[] line = headers.alone();
    return line != null && slice.made(line, line.length, 0);
  }

  private int trim(int start, int end) {
    return end > start && window.bytes()[end - 1] == '\r' ? end - 1 : end;
  }
}
