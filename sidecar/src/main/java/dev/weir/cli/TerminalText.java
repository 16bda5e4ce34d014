package dev.weir.cli;

/**
 * Text that others chose, as it may stand on a terminal: what would move its cursor, change its
 * colours or turn the direction of writing is shown as {@code \\}{@code uXXXX}.
 */
final class TerminalText {
  private TerminalText() {}

  static String of(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isUnsafe(c) && safe == null) {
        safe = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (safe != null) {
        safe.append(isUnsafe(c) ? "\\u%04x".formatted((int) c) : Character.toString(c));
      }
    }
    return safe == null ? text : safe.toString();
  }

  private static boolean isUnsafe(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
