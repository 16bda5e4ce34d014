package dev.weir.sink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for a sender: new segments in their order, and documents to be tried again at a time
 * of their own.
 */
final class BulkQueue {
  private record Retry(long dueNanos, Bulk bulk, boolean alone) {}

  /** One sender at a time collects, so that the little there is meets in one request. */
  private final ReentrantLock collecting = new ReentrantLock(true);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Segment> fresh = new ArrayDeque<>();
  private final PriorityQueue<Retry> retries =
      new PriorityQueue<>(Comparator.comparingLong(Retry::dueNanos));
  private final SinkObserver observer;
  private final long lingerNanos;
  private final Room room;
  private volatile int bulkBytes;
  private boolean closed;

  BulkQueue(int bulkBytes, Room room, Duration linger, SinkObserver observer) {
    this.observer = observer;
    this.bulkBytes = bulkBytes;
    this.room = room;
    this.lingerNanos = linger.toNanos();
  }

  /** The size at which a request is full. */
  int bulkBytes() {
    return bulkBytes;
  }

  /** Makes requests smaller from now on: one of {@code bytes} was too large. */
  void tooLarge(long bytes) {
    lock.lock();
    try {
      bulkBytes = (int) Math.max(1 << 14, Math.min(bulkBytes, bytes / 2));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a full segment.
   *
   * @return false if nothing is sent any more
   */
  boolean offer(Segment segment) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      room.accept(segment);
      fresh.addLast(segment);
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes documents back.
   *
   * @param alone keeps them apart from others: one of them spoils the request it is in
   */
  void retryLater(Bulk bulk, long delayNanos, boolean alone) {
    lock.lock();
    try {
      retries.add(new Retry(System.nanoTime() + delayNanos, bulk, alone));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Makes the collector, and who waits for room, look at what was cancelled. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    room.wake();
  }

  /** Documents that were never taken in. */
  void cancelled(int documents) {
    observer.delivered(Delivery.CANCELLED, documents);
  }

  /** Lets the senders end once all is taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    room.close();
  }

  /**
   * Fills {@code bulk} with what fits into one request, waiting for it.
   *
   * @return whether there is anything; false when the queue is closed and empty
   */
  boolean take(Bulk bulk) throws InterruptedException {
    collecting.lockInterruptibly();
    try {
      lock.lockInterruptibly();
      try {
        return collect(bulk);
      } finally {
        lock.unlock();
      }
    } finally {
      collecting.unlock();
    }
  }

  /** Everything that is left, for the one who closes. */
  List<Bulk> drain() {
    lock.lock();
    try {
      List<Bulk> left = new ArrayList<>();
      for (Segment segment : fresh) {
        Bulk bulk = new Bulk();
        bulk.addAll(segment);
        left.add(bulk);
      }
      retries.forEach(retry -> left.add(retry.bulk()));
      fresh.clear();
      retries.clear();
      return left;
    } finally {
      lock.unlock();
    }
  }

  private boolean collect(Bulk bulk) throws InterruptedException {
    long sendAt = 0;
    while (true) {
      boolean full = pour(bulk);
      long now = System.nanoTime();
      // An eighth of a request is worth sending; only less than that waits for company.
      boolean worth = full || closed || bulk.bytes() >= bulkBytes >> 3;
      if (bulk.count() > 0 && worth) {
        return true;
      }
      long waitNanos;
      if (bulk.count() > 0) {
        sendAt = sendAt == 0 ? now + lingerNanos : sendAt;
        waitNanos = sendAt - now;
        if (waitNanos <= 0) {
          return true;
        }
      } else if (retries.isEmpty()) {
        if (closed) {
          return false;
        }
        waitNanos = Long.MAX_VALUE;
      } else {
        waitNanos = retries.peek().dueNanos() - now;
      }
      long unused = changed.awaitNanos(waitNanos);
    }
  }

  /** Moves what is due and fits; tells whether something was left because it did not fit. */
  private boolean pour(Bulk bulk) {
    long now = System.nanoTime();
    releaseCancelled(now);
    while (!retries.isEmpty() && retries.peek().dueNanos() - now <= 0) {
      Retry retry = retries.peek();
      Bulk next = retry.bulk();
      if (bulk.count() > 0 && (retry.alone() || bulk.bytes() + next.bytes() > bulkBytes)) {
        return true;
      }
      bulk.addAll(next, 0, next.count());
      retries.poll();
      if (retry.alone()) {
        return true;
      }
    }
    while (!fresh.isEmpty()) {
      Segment next = fresh.peekFirst();
      if (bulk.count() > 0 && bulk.bytes() + next.size() > bulkBytes) {
        return true;
      }
      bulk.addAll(next);
      fresh.pollFirst();
    }
    return false;
  }

  /** What nobody waits for any more need not wait for its time. */
  private void releaseCancelled(long now) {
    List<Retry> cancelled = new ArrayList<>();
    for (Retry retry : retries) {
      if (retry.dueNanos() - now > 0 && retry.bulk().segment(0).batch().isCancelled()) {
        cancelled.add(retry);
      }
    }
    for (Retry retry : cancelled) {
      retries.remove(retry);
      retries.add(new Retry(now, retry.bulk(), retry.alone()));
    }
  }
}
