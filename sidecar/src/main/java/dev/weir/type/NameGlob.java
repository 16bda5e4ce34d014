package dev.weir.type;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;

/**
 * A name in which {@code *} stands for any text, {@code /} in it included. Takes time in proportion
 * to the name, at most as often as there are stars. Immutable.
 */
public final class NameGlob {
  private final String text;
  private final String[] pieces;

  /** How a file writes one. */
  public static final Form<NameGlob> FORM = Forms.text("name, `*` for any text", NameGlob::of);

  private NameGlob(String text) {
    this.text = text;
    this.pieces = text.split("\\*", -1);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static NameGlob of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a name, * for any text in it");
    }
    return new NameGlob(text);
  }

  /** Whether it is this name as a whole. */
  public boolean matches(String name) {
    String last = pieces[pieces.length - 1];
    if (pieces.length == 1) {
      return name.equals(text);
    }
    if (!name.startsWith(pieces[0]) || !name.endsWith(last)) {
      return false;
    }
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length - 1; i++) {
      int found = name.indexOf(pieces[i], at);
      if (found < 0) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return at <= name.length() - last.length();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NameGlob glob && glob.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
