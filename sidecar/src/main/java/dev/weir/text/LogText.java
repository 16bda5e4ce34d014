package dev.weir.text;

import org.jspecify.annotations.Nullable;

/** Text that others chose, such as an object's key, as it may stand in a line of the log. */
public final class LogText {
  /** The most characters of such a text in the log. */
  static final int LIMIT = 512;

  private LogText() {}

  /**
   * The text with what nobody sees as {@code \}{@code uXXXX}, see {@link SafeText}, cut at 512
   * characters, an ellipsis in place of the rest.
   */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder safe = new StringBuilder(Math.min(text.length(), LIMIT));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      String shown = SafeText.of(Character.toString(c));
      if (safe.length() + shown.length() > LIMIT - 1 && !fits(safe, shown, text, i)) {
        return safe.append('…').toString();
      }
      safe.append(shown);
    }
    return safe.toString();
  }

  /** The last character may take the place that the ellipsis would need. */
  private static boolean fits(StringBuilder safe, String shown, String text, int at) {
    return at == text.length() - 1 && safe.length() + shown.length() <= LIMIT;
  }
}
