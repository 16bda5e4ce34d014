package dev.weir.source;

import dev.weir.account.LedgerState;

/** What is wanted of an object, by who names it. */
enum ReadPurpose {
  /** To be read, if the ledger does not have it. */
  MISSING,
  /** To be read also if the ledger cannot say what became of some of its records. */
  UNACCOUNTED_TOO,
  /**
   * The version that is named, if one is, and no other. A dead letter stands for it as a whole, and
   * goes on to if it cannot be had.
   */
  GIVEN_UP;

  /** Whether nothing is left to be read of what the ledger has so. */
  boolean isDone(LedgerState state) {
    return state.isSettled() && !(state == LedgerState.UNACCOUNTED && this == UNACCOUNTED_TOO);
  }
}
