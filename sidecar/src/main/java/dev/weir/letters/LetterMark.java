package dev.weir.letters;

import java.util.Locale;

/**
 * What became of a dead letter.
 *
 * @param letter as it was read: it is marked only if nobody changed it since
 * @param status what it is from now on
 * @param outcome what became of the record, in one word
 */
public record LetterMark(StoredLetter letter, Status status, String outcome) {
  /** The states of a dead letter. */
  public enum Status {
    /** Nothing has become of it yet. */
    OPEN,
    /** The record went through the sidecar again, to its end. */
    REPLAYED,
    /** The record had come in by another way. */
    RESOLVED,
    /** Somebody decided that nothing is to become of it. */
    CLOSED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
