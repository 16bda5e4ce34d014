package dev.weir.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with wildcards, before it is compiled. Inside, two characters that are no characters of
 * Unicode stand for the wildcards. Immutable.
 */
public final class WildText {
  /** Stands for any characters. */
  private static final char STAR = '\u0001';

  /** Stands for any one character. */
  private static final char ANY_CHARACTER = '\u0002';

  static final byte ANY_CHARACTER_BYTE = 2;

  private final String text;

  private WildText(String text) {
    this.text = text;
  }

  /** A text without wildcards. */
  public static WildText plain(String text) {
    return new WildText(text.replace(STAR, '\ufffd').replace(ANY_CHARACTER, '\ufffd'));
  }

  /**
   * Reads a text as rules of Sigma write it (rules specification 2.1.0, "Escape Character"): {@code
   * *} and {@code ?} are wildcards, a backslash before one of them or before a backslash makes it a
   * plain character, and before any other is one itself.
   */
  public static WildText sigma(String written) {
    StringBuilder text = new StringBuilder(written.length());
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      char next = i + 1 < written.length() ? written.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '*' || next == '?' || next == '\\')) {
        text.append(next);
        i++;
      } else {
        text.append(c == '*' ? STAR : c == '?' ? ANY_CHARACTER : plain(c));
      }
    }
    return new WildText(text.toString());
  }

  private static char plain(char c) {
    return c == STAR || c == ANY_CHARACTER ? '\ufffd' : c;
  }

  /** Whether it has a wildcard. */
  public boolean isWild() {
    return text.indexOf(STAR) >= 0 || text.indexOf(ANY_CHARACTER) >= 0;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Its characters, if it has no wildcard. */
  public String characters() {
    if (isWild()) {
      throw new IllegalStateException("a text with wildcards: " + this);
    }
    return text;
  }

  /** With anything before and behind. */
  public WildText anywhere() {
    return atEnd().atStart();
  }

  /** With anything behind. */
  public WildText atStart() {
    return text.endsWith("" + STAR) ? this : new WildText(text + STAR);
  }

  /** With anything before. */
  public WildText atEnd() {
    return text.startsWith("" + STAR) ? this : new WildText(STAR + text);
  }

  /** With one text for another in it. */
  public WildText replace(int from, int to, String by) {
    return new WildText(text.substring(0, from) + by + text.substring(to));
  }

  /** Its characters, where those that stand for wildcards are no characters that logs have. */
  public String raw() {
    return text;
  }

  WildText lowerCase() {
    return new WildText(Letters.lower(text));
  }

  byte[] utf8() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<WildText> partsBetweenStars() {
    List<WildText> parts = new ArrayList<>();
    for (String part : text.split("" + STAR, -1)) {
      parts.add(new WildText(part));
    }
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WildText wild && wild.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As a rule would be written that finds it. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case STAR -> shown.append('*');
        case ANY_CHARACTER -> shown.append('?');
        case '*', '?' -> shown.append('\\').append(c);
        default -> shown.append(c);
      }
    }
    return shown.toString();
  }
}
