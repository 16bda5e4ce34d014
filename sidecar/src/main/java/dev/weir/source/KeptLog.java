package dev.weir.source;

import dev.weir.account.Counts;
import dev.weir.account.LedgerState;
import dev.weir.source.after.SettledObject;
import dev.weir.text.LogLimiter;
import dev.weir.text.LogText;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which object stays because not all of it was understood, and what to do: a line a minute for
 * each of the reasons. The ledger's lines and a metric have the others. Thread-safe.
 */
final class KeptLog {
  private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

  private final Map<LedgerState, LogLimiter> limiters = new EnumMap<>(LedgerState.class);

  KeptLog(LongSupplier nanoClock) {
    for (LedgerState state : LedgerState.values()) {
      limiters.put(state, LogLimiter.aMinute(nanoClock, 1));
    }
  }

  /** The object stays, though the configuration has this action for what is settled. */
  void kept(String action, SettledObject object, ObjectOutcome outcome) {
    LogLimiter limiter = limiters.get(outcome.state());
    long before = limiter == null ? 0 : limiter.pass();
    if (before < 0) {
      return;
    }
    LOG.warn(
        "Weir keeps s3://{}/{} and does not {} it: {}. {}{}",
        LogText.of(object.bucket()),
        LogText.of(object.key()),
        action,
        why(outcome),
        advice(outcome.state()),
        before == 0 ? "" : " (" + before + " more objects were kept for this since the last line)");
  }

  private static String why(ObjectOutcome outcome) {
    Counts counts = outcome.counts();
    return outcome.kind() == ObjectOutcome.Kind.SETTLED
        ? "of %d records %d are unparsed, %d dead-lettered, %d unaccounted"
            .formatted(
                counts.read(), counts.unparsed(), counts.deadLetteredTotal(), counts.unaccounted())
        : "its line in weir-ledger does not say that each record was understood";
  }

  private static String advice(LedgerState state) {
    return switch (state) {
      case UNACCOUNTED -> "Look at Fluent Bit's log, then run `weir backfill` for it";
      case ONLY_COPY ->
          "Its dead letters do not hold all of those records: look at them with `weir letters list`";
      case NOT_UNDERSTOOD, ABSENT, POISONED, SETTLED ->
          "Look at `error.message` in weir-unparsed-* and at `weir letters list`; `after.when:"
              + " settled` of the bucket allows the action for such objects";
    };
  }
}
