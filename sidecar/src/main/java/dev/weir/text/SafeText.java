package dev.weir.text;

/**
 * Shows characters that nobody sees as {@code \}{@code uXXXX}: those that move a terminal's cursor,
 * change its colours, end a line, or turn the direction of writing (C0 and C1 controls, U+200E,
 * U+200F, U+202A to U+202E, U+2066 to U+2069, and all else that Unicode calls format).
 */
public final class SafeText {
  private SafeText() {}

  /** The text with all of them shown, line feeds too. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text, i)) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        append(text, 0, text.length(), "", safe);
        return safe.toString();
      }
    }
    return text;
  }

  /**
   * Appends a part of a text with all of them shown.
   *
   * @param kept the characters that stay as they are, such as a line feed
   */
  public static void append(CharSequence text, int from, int to, String kept, StringBuilder into) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isUnsafe(text, i) || kept.indexOf(c) >= 0) {
        into.append(c);
        continue;
      }
      show(c, into);
      if (Character.isHighSurrogate(c) && i + 1 < to) {
        show(text.charAt(++i), into);
      }
    }
  }

  /** Whether the character at a place is one of them. */
  public static boolean isUnsafe(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c >= ' ' && c < 0x7f) {
      return false;
    }
    return switch (Character.getType(Character.codePointAt(text, at))) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static void show(char c, StringBuilder into) {
    into.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      into.append(Character.forDigit((c >> shift) & 0xf, 16));
    }
  }
}
