package dev.weir.settle;

import dev.weir.account.ObjectVersion;
import dev.weir.account.OrdinalRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
}
