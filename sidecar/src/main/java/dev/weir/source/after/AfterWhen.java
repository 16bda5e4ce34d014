package dev.weir.source.after;

import dev.weir.account.LedgerState;

/** For which of its objects a bucket's action is taken. */
public enum AfterWhen {
  /** Those of which each record was understood. */
  UNDERSTOOD,
  /**
   * Also those of which records are unparsed lines or whole dead letters: all that is in them is in
   * OpenSearch.
   */
  SETTLED;

  /**
   * Whether it is taken for an object of which the ledger says this. Never where the object has
   * what OpenSearch does not have, or may have.
   */
  public boolean allows(LedgerState state) {
    return switch (state) {
      case SETTLED -> true;
      case NOT_UNDERSTOOD -> this == SETTLED;
      case ABSENT, POISONED, UNACCOUNTED, ONLY_COPY -> false;
    };
  }
}
