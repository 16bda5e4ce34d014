package dev.weir.account;

/**
 * The ordinals of one object that met a fate which may turn out otherwise, and which of them did.
 * Not thread-safe.
 */
final class ProvisionalFate {
  private final Fate fate;
  private OrdinalSet met = new OrdinalSet();
  private OrdinalSet left = new OrdinalSet();

  ProvisionalFate(Fate fate) {
    this.fate = fate;
  }

  Fate fate() {
    return fate;
  }

  /** Notes an ordinal's fate, if it is this one. */
  void met(long ordinal, Fate its) {
    if (its.equals(fate)) {
      met.add(ordinal);
    }
  }

  /** Those of a set that do not have this fate, as a set of its own. */
  OrdinalSet othersOf(OrdinalSet all) {
    OrdinalSet others = new OrdinalSet();
    for (long at = all.nextIn(0); at != OrdinalSet.NONE; ) {
      long given = nextFrom(at);
      long end = Math.min(all.nextOut(at), given);
      others.addRange(at, Math.toIntExact(end - at));
      at = all.nextIn(end == given ? endOf(given) : end);
    }
    return others;
  }

  /** No ordinal has this fate any more. */
  void forget() {
    met = new OrdinalSet();
    left = new OrdinalSet();
  }

  /** Whether the ordinal has this fate and {@code better} takes its place; so it does then. */
  boolean yieldsTo(long ordinal, Fate better) {
    return met.contains(ordinal) && isBetter(better) && left.add(ordinal);
  }

  /** The first ordinal from this one on that has this fate still; {@link OrdinalSet#NONE}. */
  long nextFrom(long ordinal) {
    long next = met.nextIn(ordinal);
    while (next != OrdinalSet.NONE && left.contains(next)) {
      next = met.nextIn(left.nextOut(next));
    }
    return next;
  }

  /** Where the run ends in which the ordinal is that has this fate still. */
  long endOf(long ordinal) {
    return Math.min(met.nextOut(ordinal), left.nextIn(ordinal));
  }

  private boolean isBetter(Fate other) {
    return switch (fate) {
      // It arrived after all.
      case Fate.Unaccounted _ -> !(other instanceof Fate.Unaccounted);
      // Another copy of its frame fared otherwise: a filter that samples, or a frame given up.
      case Fate.DroppedInFluentBit _ ->
          !(other instanceof Fate.Unaccounted || other instanceof Fate.DroppedInFluentBit);
      // Two copies raced: the conflict of the second was answered before the write of the first.
      case Fate.AlreadyIndexed _ -> other instanceof Fate.Indexed;
      case Fate.Indexed _, Fate.Filtered _, Fate.DeadLettered _ -> false;
    };
  }
}
