package dev.weir.match;

/**
 * Lower case, character by character. No character outside ASCII becomes one of ASCII, so that a
 * text of ASCII is found in a value by its bytes alone.
 */
public final class Letters {
  private static final int ASCII = 0x80;

  private Letters() {}

  /** The text in lower case. */
  public static String lower(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Letters::lower).forEach(lower::appendCodePoint);
    return lower.toString();
  }

  /** The byte of ASCII in lower case; any other as it is. */
  public static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  private static int lower(int character) {
    if (character < ASCII) {
      return lower((byte) character);
    }
    int small = Character.toLowerCase(character);
    return small < ASCII ? character : small;
  }
}
