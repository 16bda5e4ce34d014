package dev.weir.parse;

import dev.weir.type.EcsRule;

/**
 * Finds the parts of a request line, {@code GET /a HTTP/1.1}; the target may hold blanks. Holds the
 * last part's place; not thread-safe.
 */
final class RequestLine {
  private int from;
  private int length;

  /** Where the part begins. */
  int from() {
    return from;
  }

  int length() {
    return length;
  }

  /** Whether the text is a request line that has this part. */
  boolean find(byte[] b, int begin, int to, EcsRule.Form part) {
    int first = begin;
    while (first < to && b[first] != ' ') {
      first++;
    }
    if (!isMethod(b, begin, first) || first == to) {
      return false;
    }
    int last = to - 1;
    while (last > first && b[last] != ' ') {
      last--;
    }
    boolean versioned = last > first && to - last > 6 && b[last + 1] == 'H' && b[last + 5] == '/';
    return switch (part) {
      case METHOD_OF -> found(begin, first);
      case TARGET_OF -> found(first + 1, versioned ? last : to);
      default -> versioned && found(last + 6, to);
    };
  }

  private boolean found(int begin, int end) {
    from = begin;
    length = end - begin;
    return length > 0;
  }

  /** What is no method begins no request line, such as the hyphens of a broken request. */
  static boolean isMethod(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((b[i] < 'A' || b[i] > 'Z') && b[i] != '-' && b[i] != '_') {
        return false;
      }
    }
    return to > from && b[from] != '-';
  }
}
