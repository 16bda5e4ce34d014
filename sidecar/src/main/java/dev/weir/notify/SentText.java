package dev.weir.notify;

import dev.weir.text.SafeText;
import java.nio.charset.StandardCharsets;

/**
 * Text from logs and rules, as it may be sent: controls are shown as {@code \}{@code uXXXX}, half
 * characters are replaced, and what is too long is cut between two characters.
 */
final class SentText {
  private static final String ELLIPSIS = "…";
  private static final int LONGEST_ENTITY = 6;

  /** This and the next are no characters; XML has no place for them. */
  private static final char NO_CHARACTER = '\ufffe';

  private SentText() {}

  /** The text on one line. */
  static String line(String text, int most) {
    return clean(text.replaceAll("\\s+", " ").strip(), "", most);
  }

  /** The text, its line feeds kept. */
  static String lines(String text, int most) {
    return clean(text.replace("\r\n", "\n"), "\n\t", most);
  }

  private static String clean(String text, String kept, int most) {
    String whole = cut(text, most);
    StringBuilder safe = new StringBuilder(whole.length() + 16);
    SafeText.append(wellFormed(whole), 0, whole.length(), kept, safe);
    return cut(safe.toString(), most);
  }

  private static String wellFormed(String text) {
    StringBuilder formed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        formed.append(c).append(text.charAt(++i));
      } else {
        formed.append(Character.isSurrogate(c) || c >= NO_CHARACTER ? '\ufffd' : c);
      }
    }
    return formed.toString();
  }

  /**
   * The text with at most this many bytes of UTF-8.
   *
   * @param note stands for what is missing
   */
  static String cutBytes(String text, int most, String note) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    if (all.length <= most) {
      return text;
    }
    int end = most - note.getBytes(StandardCharsets.UTF_8).length;
    while ((all[end] & 0xc0) == 0x80) { // within a character
      end--;
    }
    return new String(all, 0, end, StandardCharsets.UTF_8) + note;
  }

  /**
   * The text with at most this many characters (of UTF-16), an ellipsis for what is missing. It
   * ends within no character and within no escape such as that of an ampersand.
   */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Math.max(0, most - ELLIPSIS.length());
    int entity = text.lastIndexOf('&', end - 1);
    if (entity >= 0 && end - entity < LONGEST_ENTITY && text.indexOf(';', entity) >= end) {
      end = entity;
    }
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + ELLIPSIS;
  }
}
