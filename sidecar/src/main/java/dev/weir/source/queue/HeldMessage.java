package dev.weir.source.queue;

import java.util.concurrent.atomic.AtomicBoolean;

/** A message whose objects are at work. Thread-safe. */
final class HeldMessage {
  private final String id;
  private final AtomicBoolean done = new AtomicBoolean();
  private String receiptHandle;
  private long receivedNanos;
  private long extendAtNanos;
  private boolean expired;
  private int deleteFailures;

  HeldMessage(String id, String receiptHandle, long nowNanos, long extendAtNanos) {
    this.id = id;
    this.receiptHandle = receiptHandle;
    this.receivedNanos = nowNanos;
    this.extendAtNanos = extendAtNanos;
  }

  String id() {
    return id;
  }

  /**
   * It came again, which SQS cannot be kept from after 12 hours: only the newest handle works, and
   * SQS's 12 hours begin anew.
   */
  synchronized void receivedAgain(String handle, long nowNanos, long nextNanos) {
    receiptHandle = handle;
    receivedNanos = nowNanos;
    extendAtNanos = nextNanos;
    expired = false;
  }

  synchronized String receiptHandle() {
    return receiptHandle;
  }

  synchronized long receivedNanos() {
    return receivedNanos;
  }

  synchronized boolean isDue(long nowNanos) {
    return !expired && nowNanos - extendAtNanos >= 0;
  }

  synchronized void extendAt(long nanos) {
    extendAtNanos = nanos;
  }

  /** The handle hides the message no longer. False if that was known, or a newer one does. */
  synchronized boolean expire(String handle) {
    boolean now = !expired && handle.equals(receiptHandle);
    expired |= now;
    return now;
  }

  synchronized int deleteFailed() {
    return ++deleteFailures;
  }

  /** True for the one caller that may end it. */
  boolean finish() {
    return done.compareAndSet(false, true);
  }
}
