package dev.weir.sink;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The memory that documents take from when they are written until they have an outcome, up to a
 * bound for which writers wait. Thread-safe.
 *
 * <p>No circle of waiting can close: one who waits has handed over all that it wrote, and the
 * senders wait for OpenSearch alone. What they put back, dead letters and single documents count
 * but never wait.
 */
final class Room {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final SinkObserver observer;
  private final long boundBytes;

  /** What is written, waits or is being sent. */
  private final AtomicLong heldBytes = new AtomicLong();

  /** What of it took the place of documents: their safe forms, and dead letters. */
  private final AtomicLong replacementBytes = new AtomicLong();

  private boolean closed;

  Room(long boundBytes, SinkObserver observer) {
    this.boundBytes = boundBytes;
    this.observer = observer;
  }

  /**
   * Whether dead letters and safe forms may be put in the place of documents. They may be larger
   * than those, and nobody waits for room before they are written; so they have a bound of their
   * own.
   */
  boolean takesReplacements() {
    return replacementBytes.get() < boundBytes / 2;
  }

  /** Counts a segment's bytes, until {@link #released}. */
  void accept(Segment segment) {
    segment.since(System.nanoTime());
    observer.inFlight(segment.size());
    count(segment.heldBytes());
    if (segment.isReplacement()) {
      replacementBytes.addAndGet(segment.size());
    }
  }

  void released(Segment segment) {
    observer.inFlight(-segment.size());
    count(-segment.heldBytes());
    if (segment.isReplacement()) {
      replacementBytes.addAndGet(-segment.size());
    }
  }

  /** Adds to what is held; with a negative number, takes from it. */
  void count(long bytes) {
    long before = heldBytes.getAndAdd(bytes);
    if (before >= boundBytes && before + bytes < boundBytes) {
      wake();
    }
  }

  /** Whether a writer is to hand over what it has, and to wait. */
  boolean isFull() {
    return heldBytes.get() >= boundBytes;
  }

  /**
   * Waits until less than the bound is held, or nobody wants the batch's documents any more.
   *
   * @return false if the thread was interrupted, which it still is then
   */
  boolean await(DocumentBatch batch) {
    try {
      lock.lockInterruptibly();
      try {
        while (isFull() && !closed && !batch.isCancelled()) {
          freed.await();
        }
        return true;
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Makes those who wait look at what was freed or cancelled. */
  void wake() {
    lock.lock();
    try {
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody wait any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
