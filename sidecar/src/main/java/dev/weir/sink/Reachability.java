package dev.weir.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether OpenSearch takes what is sent, from the last exchange, else by asking. */
final class Reachability {
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  private final ReentrantLock asking = new ReentrantLock();
  private final Troubles troubles;
  private volatile boolean prepared;
  private volatile long heardAtNanos;

  Reachability(Troubles troubles) {
    this.troubles = troubles;
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
    this.heardAtNanos = System.nanoTime();
  }

  /**
   * @param canAsk whether the server has a root path to ask; a collection has none
   */
  boolean check(SearchClient client, boolean canAsk) {
    boolean stale = System.nanoTime() - heardAtNanos > FRESH_NANOS;
    if (prepared && stale && canAsk && asking.tryLock()) {
      try {
        HttpAnswer answer = client.get("/");
        heard(
            answer.status() == 200
                ? null
                : Verdicts.ofRequest(answer.status(), BulkAnswer.errorType(answer.body()))
                    .reason());
      } catch (IOException silent) {
        heard(HoldReason.UNREACHABLE);
      } finally {
        asking.unlock();
      }
    }
    return prepared && troubles.isServed();
  }
}
