package dev.weir.account;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many records met which fate. The sum is the conservation that every object and the process
 * keep: read = indexed + already indexed + filtered + dead-lettered + dropped in Fluent Bit +
 * unaccounted + in flight.
 *
 * @param filtered by reason
 * @param deadLettered by reason
 * @param unparsed of those indexed, now or before: not understood, and in the index as they came
 * @param incomplete of those dead-lettered: whose letter does not hold all of the record
 */
public record Counts(
    long read,
    long indexed,
    long alreadyIndexed,
    Map<String, Long> filtered,
    Map<String, Long> deadLettered,
    long droppedInFluentBit,
    long unaccounted,
    long unparsed,
    long incomplete) {
  /** Of nothing. */
  public static final Counts NONE = new Counts(0, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0);

  /** What they say of the object whose records they count. */
  public LedgerState state() {
    if (unaccounted > 0) {
      return LedgerState.UNACCOUNTED;
    }
    if (incomplete > 0) {
      return LedgerState.ONLY_COPY;
    }
    boolean understood = unparsed == 0 && inFlight() == 0 && deadLetteredTotal() == 0;
    return understood ? LedgerState.SETTLED : LedgerState.NOT_UNDERSTOOD;
  }

  /** The same, with at least so many records of which no letter holds all. */
  public Counts withIncomplete(long atLeast) {
    return atLeast <= incomplete
        ? this
        : new Counts(
            read,
            indexed,
            alreadyIndexed,
            filtered,
            deadLettered,
            droppedInFluentBit,
            unaccounted,
            unparsed,
            atLeast);
  }

  /** The sum of these and others. */
  public Counts plus(Counts others) {
    Builder sum = new Builder();
    sum.add(this);
    sum.add(others);
    return sum.build();
  }

  /** Records that were read and have no fate yet. */
  public long inFlight() {
    return read - settled();
  }

  /** Records that have a fate. */
  public long settled() {
    return indexed
        + alreadyIndexed
        + filteredTotal()
        + deadLetteredTotal()
        + droppedInFluentBit
        + unaccounted;
  }

  public long filteredTotal() {
    return sum(filtered);
  }

  public long deadLetteredTotal() {
    return sum(deadLettered);
  }

  private static long sum(Map<String, Long> byReason) {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counts as they grow. Not thread-safe. */
  static final class Builder {
    private long read;
    private long indexed;
    private long alreadyIndexed;
    private long droppedInFluentBit;
    private long unaccounted;
    private long unparsed;
    private long incomplete;
    private final Map<String, Long> filtered = new TreeMap<>();
    private final Map<String, Long> deadLettered = new TreeMap<>();

    void read(long records) {
      read += records;
    }

    void add(Fate fate, long records) {
      switch (fate) {
        case Fate.Indexed(boolean parsed) -> {
          indexed += records;
          unparsed += parsed ? 0 : records;
        }
        case Fate.AlreadyIndexed(boolean parsed) -> {
          alreadyIndexed += records;
          unparsed += parsed ? 0 : records;
        }
        case Fate.Filtered(String reason) -> filtered.merge(reason, records, Long::sum);
        case Fate.DeadLettered(String reason, boolean whole) -> {
          deadLettered.merge(reason, records, Long::sum);
          incomplete += whole ? 0 : records;
        }
        case Fate.DroppedInFluentBit _ -> droppedInFluentBit += records;
        case Fate.Unaccounted _ -> unaccounted += records;
      }
    }

    void add(Counts more) {
      read += more.read();
      indexed += more.indexed();
      alreadyIndexed += more.alreadyIndexed();
      droppedInFluentBit += more.droppedInFluentBit();
      unaccounted += more.unaccounted();
      unparsed += more.unparsed();
      incomplete += more.incomplete();
      more.filtered().forEach((reason, records) -> filtered.merge(reason, records, Long::sum));
      more.deadLettered()
          .forEach((reason, records) -> deadLettered.merge(reason, records, Long::sum));
    }

    Counts build() {
      return new Counts(
          read,
          indexed,
          alreadyIndexed,
          Map.copyOf(filtered),
          Map.copyOf(deadLettered),
          droppedInFluentBit,
          unaccounted,
          unparsed,
          incomplete);
    }
  }
}
