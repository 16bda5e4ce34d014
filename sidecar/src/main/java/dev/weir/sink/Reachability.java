package dev.weir.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Whether OpenSearch takes what is sent, from the last exchange, else by asking. */
final class Reachability {
  private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

  private final ReentrantLock asking = new ReentrantLock();
  private volatile boolean prepared;
  private volatile boolean answering;
  private volatile long heardAtNanos;

  void prepared() {
    prepared = true;
    heard(true);
  }

  /** An exchange ended; {@code answering} tells whether the server served it. */
  void heard(boolean answering) {
    this.answering = answering;
    this.heardAtNanos = System.nanoTime();
  }

  /**
   * @param canAsk whether the server has a root path to ask; a collection has none
   */
  boolean check(SearchClient client, boolean canAsk) {
    boolean stale = System.nanoTime() - heardAtNanos > FRESH_NANOS;
    if (prepared && stale && canAsk && asking.tryLock()) {
      try {
        heard(client.get("/").status() == 200);
      } catch (IOException silent) {
        heard(false);
      } finally {
        asking.unlock();
      }
    }
    return prepared && answering;
  }
}
