package dev.weir.source;

import dev.weir.account.Counts;
import dev.weir.account.LedgerState;

/**
 * What became of an object that was taken.
 *
 * @param records read and settled by this, not before
 * @param state what the ledger says of it; {@code ABSENT} where that is not known
 * @param counts how many records met which fate by this; of nothing where it was settled before
 */
record ObjectOutcome(Kind kind, long records, LedgerState state, Counts counts) {
  /** In which way it is done with, or not. */
  enum Kind {
    /** Each record met its fate. */
    SETTLED,
    /** There was nothing to do. */
    SKIPPED,
    /** A dead letter stands for the object as a whole. */
    POISONED,
    /** What was wanted of it is not there any more, and a dead letter stood for it before. */
    GONE,
    /** It must come again. */
    LEFT
  }

  static final ObjectOutcome SKIPPED = none(Kind.SKIPPED, LedgerState.ABSENT);
  static final ObjectOutcome POISONED = none(Kind.POISONED, LedgerState.POISONED);
  static final ObjectOutcome GONE = none(Kind.GONE, LedgerState.ABSENT);
  static final ObjectOutcome LEFT = none(Kind.LEFT, LedgerState.ABSENT);

  static ObjectOutcome settled(long records, Counts counts) {
    return new ObjectOutcome(Kind.SETTLED, records, counts.state(), counts);
  }

  /** It was settled before, as this. */
  static ObjectOutcome skipped(LedgerState state) {
    return none(Kind.SKIPPED, state);
  }

  private static ObjectOutcome none(Kind kind, LedgerState state) {
    return new ObjectOutcome(kind, 0, state, Counts.NONE);
  }

  /** Whether nothing is left to do for it. */
  boolean isFinal() {
    return kind != Kind.LEFT;
  }
}
