package dev.weir.parse;

/** Where a text is among the bytes from one place up to another; negative where it is not. */
final class TextPlaces {
  private TextPlaces() {}

  /** Where the blank is that ends the word. */
  static int wordEnd(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] != ' ') {
      at++;
    }
    return at;
  }

  /** Where the text is with which the bytes end. */
  static int atEnd(byte[] line, int from, int to, byte[] text) {
    int at = to - text.length;
    return at >= from && startsWith(line, at, to, text) ? at : -1;
  }

  /** Whether the bytes begin with the text. */
  static boolean startsWith(byte[] line, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (line[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** The first place of the text. */
  static int indexOf(byte[] line, int from, int to, byte[] text) {
    for (int at = from; at <= to - text.length; at++) {
      if (startsWith(line, at, to, text)) {
        return at;
      }
    }
    return -1;
  }

  /** The last place of the text. */
  static int lastIndexOf(byte[] line, int from, int to, byte[] text) {
    for (int at = to - text.length; at >= from; at--) {
      if (startsWith(line, at, to, text)) {
        return at;
      }
    }
    return -1;
  }
}
