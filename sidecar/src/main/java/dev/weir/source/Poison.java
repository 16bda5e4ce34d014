package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.source.fetch.FetchException;
import dev.weir.text.LogLimiter;
import dev.weir.text.LogText;
import dev.weir.type.LogType;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of objects that cannot be had: a dead letter for each as a whole. Thread-safe. */
final class Poison {
  private static final Logger LOG = LoggerFactory.getLogger(Poison.class);

  private final SourceLedger ledger;
  private final SourceObserver observer;
  private final LogLimiter warnings;

  Poison(SourceLedger ledger, SourceObserver observer, LongSupplier nanoClock) {
    this.ledger = ledger;
    this.observer = observer;
    this.warnings = LogLimiter.aMinute(nanoClock, ObjectWork.WARNINGS_A_MINUTE);
  }

  /** S3 says the same to a wrong owner and to a missing permission; so both are named. */
  static String attempt(Task task, FetchException.Reason reason, int attempts, int most) {
    String owner = task.bucket().settings().expectedOwner();
    boolean maybeOwner = reason == FetchException.Reason.DENIED && owner != null;
    return "attempt "
        + attempts
        + " of "
        + most
        + (maybeOwner ? "; or the bucket is not owned by " + owner : "");
  }

  /**
   * Gives it up, and says so to the task when the dead letter and the ledger's line are written.
   *
   * @param written runs before that
   */
  void giveUp(Task task, ObjectVersion version, String reason, int attempts, Runnable written) {
    LogType type = task.knownTypes().of(null);
    var unused =
        ledger
            .giveUp(
                new UnreadableObject(
                    version,
                    reason,
                    type == null ? null : type.name(),
                    task.object().bytes(),
                    attempts))
            .whenComplete(
                (nothing, failure) -> {
                  if (failure != null) {
                    observer.objectLeft("ledger");
                    task.done(ObjectOutcome.LEFT);
                    return;
                  }
                  written.run();
                  observer.objectPoisoned(reason);
                  warn(version, reason, attempts);
                  task.done(ObjectOutcome.POISONED);
                });
  }

  private void warn(ObjectVersion version, String reason, int attempts) {
    long heldBack = warnings.pass();
    if (heldBack < 0) {
      return;
    }
    LOG.warn(
        "Gave up s3://{}/{} ({}) after {} attempts; a dead letter stands for it. When it can be"
            + " read, `weir backfill` reads it ({} more given up before)",
        LogText.of(version.bucket()),
        LogText.of(version.key()),
        reason,
        attempts,
        heldBack);
  }
}
