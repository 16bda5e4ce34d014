package dev.weir.match;

import java.util.Arrays;

/**
 * A part of a pattern without {@code *}: bytes, and places where any one character may stand.
 * Immutable.
 */
final class TextPiece {
  private static final int NOWHERE = -1;

  private final byte[] utf8;

  /** Where any character may stand, true; the byte there means nothing. */
  private final boolean[] any;

  private final boolean isPlain;

  TextPiece(byte[] utf8, boolean[] any) {
    this.utf8 = utf8;
    this.any = any;
    boolean plain = true;
    for (boolean one : any) {
      plain &= !one;
    }
    isPlain = plain;
  }

  /** Whether no place of it takes any character. */
  boolean isPlain() {
    return isPlain;
  }

  boolean isEmpty() {
    return utf8.length == 0;
  }

  byte[] utf8() {
    return utf8;
  }

  /** Its longest run of bytes that are given. */
  byte[] longestRun() {
    int bestFrom = 0;
    int bestTo = 0;
    int from = 0;
    for (int i = 0; i <= utf8.length; i++) {
      if (i == utf8.length || any[i]) {
        if (i - from > bestTo - bestFrom) {
          bestFrom = from;
          bestTo = i;
        }
        from = i + 1;
      }
    }
    return Arrays.copyOfRange(utf8, bestFrom, bestTo);
  }

  /** Where it ends if it begins there; negative if it does not. */
  int endOf(byte[] text, int from, int to) {
    if (isPlain) {
      int end = from + utf8.length;
      return end <= to && Arrays.equals(text, from, end, utf8, 0, utf8.length) ? end : NOWHERE;
    }
    int at = from;
    for (int i = 0; i < utf8.length; i++) {
      if (at >= to || (!any[i] && text[at] != utf8[i])) {
        return NOWHERE;
      }
      at++;
      while (any[i] && at < to && isInside(text[at])) {
        at++;
      }
    }
    return at;
  }

  /** Where it begins if it ends there; negative if it does not. */
  int startOf(byte[] text, int from, int to) {
    if (isPlain) {
      int start = to - utf8.length;
      return start >= from && endOf(text, start, to) >= 0 ? start : NOWHERE;
    }
    int at = to;
    for (int i = utf8.length - 1; i >= 0; i--) {
      at--;
      while (any[i] && at > from && isInside(text[at])) {
        at--;
      }
      if (at < from || (!any[i] && text[at] != utf8[i])) {
        return NOWHERE;
      }
    }
    return at;
  }

  /** Where it ends at its first place from there on; negative if it has none. */
  int endOfFirst(byte[] text, int from, int to) {
    boolean hasFirst = utf8.length > 0 && !any[0];
    for (int at = from; at <= to; at++) {
      if (!hasFirst || (at < to && text[at] == utf8[0])) {
        int end = endOf(text, at, to);
        if (end >= 0) {
          return end;
        }
      }
    }
    return NOWHERE;
  }

  /** Whether the byte goes on with a character of UTF-8 that began before it. */
  private static boolean isInside(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
