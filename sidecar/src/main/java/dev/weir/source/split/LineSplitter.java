package dev.weir.source.split;

import dev.weir.source.json.ByteSearch;
import java.io.IOException;

/** Lines, ended by LF or CRLF, the last one perhaps not ended. An empty line is no record. */
final class LineSplitter extends WindowSplitter {
  private static final PieceFinder NEWLINE = ByteSearch::newline;

  private boolean begun;

  LineSplitter(SlidingWindow window, int capBytes) {
    super(window, capBytes);
  }

  @Override
  public boolean next(Slice slice) throws IOException {
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    while (true) {
      release();
      int end = seek(NEWLINE);
      if (end == OVER_CAP) {
        return skipOverCap(slice, NEWLINE);
      }
      if (end == AT_END) {
        return last(slice);
      }
      int start = window.start();
      take(end + 1);
      int trimmed = trim(start, end);
      if (trimmed > start) {
        return slice.record(window, start, trimmed);
      }
    }
  }

  private boolean last(Slice slice) {
    int trimmed = trim(window.start(), window.end());
    if (window.failure() != null || trimmed == window.start()) {
      return end(slice);
    }
    take(window.end());
    slice.record(window, window.start(), trimmed);
    return slice.endsContent();
  }

  private int trim(int start, int end) {
    return end > start && window.bytes()[end - 1] == '\r' ? end - 1 : end;
  }
}
