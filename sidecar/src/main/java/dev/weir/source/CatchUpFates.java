package dev.weir.source;

import dev.weir.account.Counts;
import dev.weir.account.LedgerState;
import dev.weir.source.queue.NotifiedObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the fates of what one pass over a listing reads, and names what was not understood. */
final class CatchUpFates {
  /** So many objects are named; the ledger's index has the others. */
  private static final int MOST_NAMED = 100;

  private Counts counts = Counts.NONE;
  private final List<ObjectTrouble> troubles = new ArrayList<>();
  private long troubled;
  private long leftOut;

  synchronized void leftOut(int objects) {
    leftOut += objects;
  }

  synchronized void add(NotifiedObject object, ObjectOutcome outcome) {
    counts = counts.plus(outcome.counts());
    ObjectTrouble.Kind kind = kind(outcome);
    if (kind != null) {
      trouble(object, kind, records(kind, outcome.counts()));
    }
  }

  /**
   * Of an object that is not read, since the ledger has it: it may not be understood all the same.
   */
  synchronized void settledBefore(NotifiedObject object, LedgerState state) {
    ObjectTrouble.Kind kind = ofState(state);
    if (kind != null) {
      trouble(object, kind, 0);
    }
  }

  private void trouble(NotifiedObject object, ObjectTrouble.Kind kind, long records) {
    if (kind != ObjectTrouble.Kind.LEFT) {
      troubled++;
    }
    if (troubles.size() < MOST_NAMED) {
      String version = object.versionId() == null ? object.eTag() : object.versionId();
      troubles.add(new ObjectTrouble(kind, object.bucket(), object.key(), version, records));
    }
  }

  synchronized CatchUpReport report() {
    return new CatchUpReport(counts, troubled, troubles, leftOut);
  }

  private static ObjectTrouble.@Nullable Kind kind(ObjectOutcome outcome) {
    return switch (outcome.kind()) {
      case POISONED -> ObjectTrouble.Kind.POISONED;
      case LEFT, GONE -> ObjectTrouble.Kind.LEFT;
      case SETTLED -> ofCounts(outcome.counts());
      case SKIPPED -> ofState(outcome.state());
    };
  }

  private static ObjectTrouble.@Nullable Kind ofCounts(Counts counts) {
    if (counts.unaccounted() > 0) {
      return ObjectTrouble.Kind.UNACCOUNTED;
    }
    if (counts.deadLetteredTotal() > 0) {
      return ObjectTrouble.Kind.DEAD_LETTERED;
    }
    return counts.unparsed() > 0 ? ObjectTrouble.Kind.UNPARSED : null;
  }

  /** Of an object that was settled before, or by another task meanwhile. */
  private static ObjectTrouble.@Nullable Kind ofState(LedgerState state) {
    return switch (state) {
      case UNACCOUNTED -> ObjectTrouble.Kind.UNACCOUNTED;
      case ONLY_COPY -> ObjectTrouble.Kind.DEAD_LETTERED;
      case POISONED -> ObjectTrouble.Kind.POISONED;
      case NOT_UNDERSTOOD -> ObjectTrouble.Kind.UNPARSED;
      case ABSENT, SETTLED -> null;
    };
  }

  private static long records(ObjectTrouble.Kind kind, Counts counts) {
    return switch (kind) {
      case POISONED, LEFT -> 0;
      case UNACCOUNTED -> counts.unaccounted();
      case DEAD_LETTERED -> counts.deadLetteredTotal();
      case UNPARSED -> counts.unparsed();
    };
  }
}
