package dev.weir.source;

import dev.weir.account.LedgerState;
import dev.weir.source.list.DayRange;
import dev.weir.source.list.ListedObject;
import java.util.function.Predicate;

/**
 * What to list.
 *
 * @param bucket a configured one
 * @param prefix below which, at least that of the configured entry
 * @param days those that keys may name
 * @param wanted what is of the time that was asked for
 * @param givenUpToo whether what was given up before is tried once more: as a whole, or records of
 *     it
 * @param told whether people are told of alerts of what is read
 */
record CatchUpScope(
    Bucket bucket,
    String prefix,
    DayRange days,
    Predicate<ListedObject> wanted,
    boolean givenUpToo,
    boolean told) {

  /** Whether an object is read of which the ledger says this. */
  boolean takes(LedgerState state) {
    return switch (state) {
      case ABSENT -> true;
      case POISONED, UNACCOUNTED -> givenUpToo;
      case ONLY_COPY, NOT_UNDERSTOOD, SETTLED -> false;
    };
  }

  ReadPurpose asked() {
    return givenUpToo ? ReadPurpose.UNACCOUNTED_TOO : ReadPurpose.MISSING;
  }
}
