package dev.weir.opensearch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether OpenSearch takes what is sent, from the last exchange, else by asking. */
final class Reachability {
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  private final LongSupplier nanoClock;
  private final ReentrantLock asking = new ReentrantLock();
  private final Troubles troubles;
  private volatile boolean prepared;
  private volatile long heardAtNanos;

  Reachability(Troubles troubles, LongSupplier nanoClock) {
    this.troubles = troubles;
    this.nanoClock = nanoClock;
  }

  void prepared() {
    prepared = true;
    heard(null);
  }

  /**
   * An exchange ended.
   *
   * @param refusal why the server did not serve it; null if it did
   */
  void heard(@Nullable HoldReason refusal) {
    troubles.server(refusal);
    this.heardAtNanos = nanoClock.getAsLong();
  }

  /**
   * @param canAsk whether the server has a root path to ask; a collection has none
   */
  boolean check(SearchClient client, boolean canAsk) {
    boolean stale = nanoClock.getAsLong() - heardAtNanos > FRESH_NANOS;
    if (prepared && stale && canAsk && asking.tryLock()) {
      try {
        HttpAnswer answer = client.get("/");
        if (answer.status() == 200) {
          heard(null);
        } else {
          String type = BulkAnswer.errorType(answer.body());
          refused(Verdicts.ofRequest(answer.status(), type).reason(), answer.status() + " " + type);
        }
      } catch (IOException silent) {
        refused(HoldReason.UNREACHABLE, silent.getClass().getSimpleName());
      } finally {
        asking.unlock();
      }
    }
    return prepared && troubles.isServed();
  }

  /** Nothing may wait yet, and the log has to say so all the same. */
  private void refused(HoldReason reason, String evidence) {
    heard(reason);
    troubles.holding(reason, 0, evidence);
  }
}
