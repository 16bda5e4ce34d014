package dev.weir.account;

/** What {@code weir-ledger} says of one object version, in this process or another. */
public enum LedgerState {
  /** Nothing: it was not read to its end, or never. */
  ABSENT,
  /** It could not be had, and a dead letter stands for it as a whole. */
  POISONED,
  /** Each record met its fate, but of some nobody can say which: nothing may be done to it. */
  UNACCOUNTED,
  /** Each record met its fate. */
  SETTLED;

  /** Whether nothing of it is to be read again. */
  public boolean isSettled() {
    return this == UNACCOUNTED || this == SETTLED;
  }
}
