package dev.weir.source.split;

import java.io.IOException;
import java.util.Arrays;

/** What all splitters share: taking pieces from the window, whatever their length. */
abstract class WindowSplitter implements Splitter {
  /** As many of its first bytes are kept of a piece that leaves the window. */
  static final int KEPT_BYTES = 32 * 1024;

  /** {@link #seek} found the content's end first. */
  static final int AT_END = -1;

  /** {@link #seek} found more than the cap first. */
  static final int OVER_CAP = -2;

  final SlidingWindow window;
  final int capBytes;
  private int taken;
  private int overCapEnd = -1;
  private boolean failureTold;

  WindowSplitter(SlidingWindow window, int capBytes) {
    this.window = window;
    this.capBytes = capBytes;
    this.taken = window.start();
  }

  /** What was given out last is done with. */
  final void release() {
    window.release(taken);
  }

  /** What is before {@code index} is done with at the next step. */
  final void take(int index) {
    taken = index;
  }

  /** Finds the end of the piece at the window's start: an index, or one of the two marks. */
  final int seek(PieceFinder finder) throws IOException {
    int looked = 0;
    overCapEnd = -1;
    while (true) {
      int end = finder.find(window.bytes(), window.start() + looked, window.end());
      if (end >= 0) {
        return end - window.start() > capBytes ? overCap(end) : end;
      }
      looked = window.held();
      if (looked > capBytes) {
        return OVER_CAP;
      }
      boolean more = window.more();
      // What is held may have moved, at the content's end too.
      take(window.start());
      if (!more) {
        return AT_END;
      }
    }
  }

  /** Passes the piece that {@link #seek} found over the cap, in constant memory. */
  final boolean skipOverCap(Slice slice, PieceFinder finder) throws IOException {
    long offset = window.offsetOf(window.start());
    int keep = Math.min(KEPT_BYTES, window.held());
    byte[] kept = Arrays.copyOfRange(window.bytes(), window.start(), window.start() + keep);
    int end = overCapEnd;
    overCapEnd = -1;
    while (end < 0) {
      window.release(window.end());
      if (!window.more()) {
        end = window.end();
      } else {
        end = finder.find(window.bytes(), window.start(), window.end());
      }
    }
    take(end);
    long full = window.offsetOf(end) - offset;
    return slice.cut(kept, keep, offset, UnsendableReason.RECORD_OVER_CAP, full);
  }

  private int overCap(int end) {
    overCapEnd = end;
    return OVER_CAP;
  }

  /** The rest of the window, which no end follows, cannot be sent. */
  final boolean rest(Slice slice, UnsendableReason reason) {
    failureTold = true;
    take(window.end());
    UnsendableReason failure = window.failure();
    return slice.unsendable(
        window, window.start(), window.end(), failure == null ? reason : failure, window.held());
  }

  /** Nothing is left but perhaps the reason why the content broke off. */
  final boolean end(Slice slice) {
    return window.failure() != null && !failureTold && rest(slice, UnsendableReason.TRUNCATED);
  }

  /** The content ends where something more is due. */
  final boolean truncatedHere(Slice slice) {
    return !failureTold && rest(slice, UnsendableReason.TRUNCATED);
  }

  /** Whether the content goes on at the window's start; reads until there is a byte. */
  final boolean hasByte() throws IOException {
    boolean more = true;
    while (more && window.held() == 0) {
      more = window.more();
      take(window.start());
    }
    return more;
  }

  final byte firstByte() {
    return window.bytes()[window.start()];
  }

  /** Passes blanks; whether there is a byte behind them. */
  final boolean skipBlanks() throws IOException {
    while (hasByte()) {
      byte[] bytes = window.bytes();
      int at = window.start();
      while (at < window.end() && isBlank(bytes[at])) {
        at++;
      }
      window.release(at);
      take(at);
      if (window.held() > 0) {
        return true;
      }
    }
    return false;
  }

  /** Passes a UTF-8 byte order mark at the content's begin. */
  final void skipByteOrderMark() throws IOException {
    while (window.held() < 3 && window.more()) {
      take(window.start());
    }
    byte[] bytes = window.bytes();
    int at = window.start();
    if (window.held() >= 3
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf) {
      window.release(at + 3);
    }
    take(window.start());
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
