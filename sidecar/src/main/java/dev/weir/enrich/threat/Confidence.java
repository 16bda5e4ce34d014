package dev.weir.enrich.threat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How sure a list is, in the words of the Elastic Common Schema, by the scale of STIX 2.1. */
public enum Confidence {
  NONE("None"),
  LOW("Low"),
  MEDIUM("Medium"),
  HIGH("High");

  private final String word;

  Confidence(String word) {
    this.word = word;
  }

  /** The word, as it is in documents. */
  String word() {
    return word;
  }

  /** The word for a number from 0 to 100. */
  public static Confidence of(int number) {
    return number <= 0 ? NONE : number < 30 ? LOW : number < 70 ? MEDIUM : HIGH;
  }

  /** Reads a number from 0 to 100, or a word; null for anything else. */
  static @Nullable Confidence parse(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    if (word.matches("[0-9]{1,3}")) {
      return of(Integer.parseInt(word));
    }
    return switch (word) {
      case "NONE" -> NONE;
      case "LOW" -> LOW;
      case "MEDIUM", "MED", "MODERATE" -> MEDIUM;
      case "HIGH" -> HIGH;
      default -> null;
    };
  }
}
