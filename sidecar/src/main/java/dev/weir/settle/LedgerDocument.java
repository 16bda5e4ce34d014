package dev.weir.settle;

import dev.weir.account.FateName;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.account.OrdinalRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of one object, as {@code weir-ledger} keeps it.
 *
 * @param object the object; its id in the index is a hash of these three, so that a later attempt
 *     replaces an earlier one
 * @param bytes the size of the object as it lies in S3
 * @param type the log type it was recognised as
 * @param read how many records were read
 * @param records how many met which fate; keys such as {@code indexed} or {@code filtered.sampled}
 * @param first the earliest event time, if any record had one
 * @param last the latest event time
 * @param attempts how often the object was read
 * @param took from the first read to the last answer
 * @param open the ordinals without a known fate, in flight or unaccounted, lowest first: what comes
 *     of them is taken over from these, so that no copy counts twice
 * @param unparsed how many of those indexed were not understood; {@link #UNKNOWN} in a line of a
 *     version that did not count them
 * @param incomplete how many of those dead-lettered have a letter that does not hold all of the
 *     record; {@link #UNKNOWN} likewise
 */
record LedgerDocument(
    ObjectVersion object,
    long bytes,
    String type,
    long read,
    SortedMap<String, Long> records,
    @Nullable Instant first,
    @Nullable Instant last,
    int attempts,
    Duration took,
    List<OrdinalRun> open,
    long unparsed,
    long incomplete) {
  /** The line does not say. */
  static final long UNKNOWN = -1;

  /** So many runs are kept of one object; what lies in others keeps the fate that it has. */
  static final int MOST_RUNS = 1000;

  /** How many records met the fate, for whatever reason. */
  long count(FateName fate) {
    String withReason = fate.label("");
    return records.entrySet().stream()
        .filter(each -> each.getKey().equals(fate.label()) || each.getKey().startsWith(withReason))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Whether each record was indexed under its type, or dropped on purpose. */
  boolean isUnderstood() {
    return unparsed != UNKNOWN && notUnderstood() == null && count(FateName.IN_FLIGHT) <= 0;
  }

  /** The first reason why not each record was understood; null if there is none yet. */
  @Nullable String notUnderstood() {
    if (count(FateName.UNACCOUNTED) > 0) {
      return FateName.UNACCOUNTED.label();
    }
    if (incomplete > 0 || count(FateName.DEAD_LETTERED) > 0) {
      return FateName.DEAD_LETTERED.label();
    }
    return unparsed > 0 ? "unparsed" : null;
  }

  /** What it says of its object. */
  LedgerState state() {
    if (count(FateName.UNACCOUNTED) > 0) {
      return LedgerState.UNACCOUNTED;
    }
    if (isUnderstood()) {
      return LedgerState.SETTLED;
    }
    // Of a line that does not say how much its letters hold, the object is kept if there are any.
    boolean onlyCopy =
        incomplete > 0 || (incomplete == UNKNOWN && count(FateName.DEAD_LETTERED) > 0);
    return onlyCopy ? LedgerState.ONLY_COPY : LedgerState.NOT_UNDERSTOOD;
  }
}
