package dev.weir.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what arrives, and lets one wait for it without turning in circles. Thread-safe. */
final class Arrivals {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long count;

  void add(long arrived) {
    lock.lock();
    try {
      count += arrived;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when at least so many have arrived. */
  void await(long wanted) {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (count < wanted) {
        if (left <= 0) {
          throw new IllegalStateException(
              count
                  + " of "
                  + wanted
                  + " within "
                  + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
                  + " s");
        }
        left = more.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
