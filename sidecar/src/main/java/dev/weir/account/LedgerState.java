package dev.weir.account;

import java.util.Locale;

/** What {@code weir-ledger} says of one object version, in this process or another. */
public enum LedgerState {
  /** Nothing: it was not read to its end, or never. */
  ABSENT,
  /** It could not be had, and a dead letter stands for it as a whole. */
  POISONED,
  /** Each record met its fate, but of some nobody can say which: nothing may be done to it. */
  UNACCOUNTED,
  /**
   * Each record met its fate, but of some there is less in OpenSearch than in the object: a dead
   * letter that does not hold all of its record. The object must stay.
   */
  ONLY_COPY,
  /**
   * Each record met its fate, but some were not understood: unparsed, kept whole as dead letters,
   * or on their way still where Fluent Bit's buffer is enough. Or the line is of a version of Weir
   * that did not count them.
   */
  NOT_UNDERSTOOD,
  /** Each record was understood: indexed under its type, or dropped on purpose. */
  SETTLED;

  /** A metric's label. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing of it is to be read again. */
  public boolean isSettled() {
    return switch (this) {
      case ABSENT, POISONED -> false;
      case UNACCOUNTED, ONLY_COPY, NOT_UNDERSTOOD, SETTLED -> true;
    };
  }
}
