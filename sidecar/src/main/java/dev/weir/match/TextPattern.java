package dev.weir.match;

import dev.weir.event.FieldValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in which {@code *} stands for any characters and {@code ?} for one. Takes time in
 * proportion to the length of the value times that of the pattern at most. Immutable.
 */
public final class TextPattern implements ValueTest {
  private final TextPiece[] pieces;
  private final boolean isCased;
  private final String source;

  private TextPattern(TextPiece[] pieces, boolean isCased, String source) {
    this.pieces = pieces;
    this.isCased = isCased;
    this.source = source;
  }

  /** Compiles a text; without regard to case unless {@code isCased}. */
  public static TextPattern of(WildText text, boolean isCased) {
    List<TextPiece> pieces = new ArrayList<>();
    for (WildText part : text.partsBetweenStars()) {
      pieces.add(piece(isCased ? part : part.lowerCase()));
    }
    return new TextPattern(pieces.toArray(TextPiece[]::new), isCased, text.toString());
  }

  private static TextPiece piece(WildText part) {
    byte[] utf8 = part.utf8();
    boolean[] any = new boolean[utf8.length];
    for (int i = 0; i < utf8.length; i++) {
      any[i] = utf8[i] == WildText.ANY_CHARACTER_BYTE;
    }
    return new TextPiece(utf8, any);
  }

  @Override
  public boolean isCased() {
    return isCased;
  }

  /** Whether it is one text, without wildcards. */
  public boolean isExact() {
    return pieces.length == 1 && pieces[0].isPlain();
  }

  /** The one text, where {@link #isExact}; in lower case unless {@link #isCased}. */
  public String exact() {
    return new String(pieces[0].utf8(), StandardCharsets.UTF_8);
  }

  /** Whether each text matches. */
  public boolean isAnything() {
    return pieces.length > 1 && Arrays.stream(pieces).allMatch(TextPiece::isEmpty);
  }

  /** The longest part that must be in a text that matches; empty if there is none. */
  public byte[] witness() {
    byte[] longest = new byte[0];
    for (TextPiece piece : pieces) {
      byte[] run = piece.longestRun();
      longest = run.length > longest.length ? run : longest;
    }
    return longest;
  }

  @Override
  public boolean isMetBy(FieldValue value) {
    return value.write() && matches(value.bytes(), value.at(), value.at() + value.length());
  }

  /** Whether this text matches. */
  public boolean matches(byte[] text, int from, int to) {
    int last = pieces.length - 1;
    int at = pieces[0].endOf(text, from, to);
    if (last == 0 || at < 0) {
      return at == to;
    }
    int end = pieces[last].startOf(text, at, to);
    for (int i = 1; i < last && end >= 0; i++) {
      at = pieces[i].endOfFirst(text, at, end);
      if (at < 0) {
        return false;
      }
    }
    return end >= at;
  }

  @Override
  public String toString() {
    return source;
  }
}
