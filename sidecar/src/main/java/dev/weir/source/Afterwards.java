package dev.weir.source;

import dev.weir.source.after.AfterActions;
import dev.weir.source.after.AfterResult;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.after.SettledObject;
import dev.weir.text.LogText;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows the settlement of an object, if each of its records was understood, or the
 * configuration says that it need not be: a record that is a dead letter or an unparsed line may be
 * wanted from the object once more. Where S3 refuses it, the object stays as it is and is settled
 * all the same: its records are where they belong, and no queue may fill up for a missing
 * permission. Where S3 fails, the object comes again, and the ledger has it tagged, moved or
 * deleted then. Thread-safe.
 */
final class Afterwards {
  private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

  /** Actions that ask S3 at the same time; the others wait. */
  static final int AT_ONCE = 8;

  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final WorkThreads threads;
  private final SourceObserver observer;
  private final KeptLog keptLog;

  Afterwards(WorkThreads threads, SourceObserver observer, LongSupplier nanoClock) {
    this.threads = threads;
    this.observer = observer;
    this.keptLog = new KeptLog(nanoClock);
  }

  /** Sees to it on a thread of its own: those of the sink may not wait for S3. */
  void see(
      AfterActions actions,
      SettledObject object,
      ObjectOutcome outcome,
      Consumer<ObjectOutcome> done) {
    if (actions.what() instanceof AfterSettlement.Keep) {
      done.accept(outcome);
    } else if (!actions.what().when().allows(outcome.state())) {
      kept(actions.what().label(), object, outcome);
      done.accept(outcome);
    } else if (!threads.start("weir-after", () -> done.accept(after(actions, object, outcome)))) {
      observer.objectLeft("shutdown");
      done.accept(ObjectOutcome.LEFT);
    }
  }

  private void kept(String action, SettledObject object, ObjectOutcome outcome) {
    observer.afterAction(action, "kept_" + outcome.state().label());
    keptLog.kept(action, object, outcome);
  }

  private ObjectOutcome after(AfterActions actions, SettledObject object, ObjectOutcome outcome) {
    String action = actions.what().label();
    AfterResult result;
    try {
      places.acquire();
      try {
        result = actions.apply(object);
      } finally {
        places.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      observer.objectLeft("shutdown");
      return ObjectOutcome.LEFT;
    } catch (RuntimeException e) {
      LOG.warn("A settled object stays as it is, {} failed: {}", action, LogText.of(e.toString()));
      observer.afterAction(action, "failed");
      return outcome;
    }
    observer.afterAction(action, result.label());
    return switch (result) {
      case DONE, ABSENT, OVERWRITTEN -> outcome;
      case REFUSED -> {
        LOG.warn(
            "S3 refuses to {} s3://{}/{}, which is settled and stays as it is: look at the role's"
                + " permissions",
            action,
            LogText.of(object.bucket()),
            LogText.of(object.key()));
        yield outcome;
      }
      case UNAVAILABLE -> {
        observer.objectLeft("after_action");
        yield ObjectOutcome.LEFT;
      }
    };
  }
}
