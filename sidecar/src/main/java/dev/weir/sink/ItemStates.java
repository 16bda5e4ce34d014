package dev.weir.sink;

import dev.weir.opensearch.HoldReason;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a segment fare, as senders note it: an element of its own for each item, in
 * arrays that stay once the segment is handed over, since two senders may have items of one
 * segment.
 */
final class ItemStates {
  private static final int ATTEMPTS_CAP = 100;

  private final AtomicInteger unsettled = new AtomicInteger();
  private byte[] attempts;
  private boolean[] settled;
  private boolean[] ambiguous;
  private boolean[] suspected;
  private @Nullable HoldReason[] holds;

  /** States of so many items, to which nothing happened yet. */
  ItemStates(int size) {
    attempts = new byte[size];
    settled = new boolean[size];
    ambiguous = new boolean[size];
    suspected = new boolean[size];
    holds = new @Nullable HoldReason[size];
  }

  /** Makes room for more items; only while they are still being written. */
  void grow(int size) {
    attempts = Arrays.copyOf(attempts, size);
    settled = Arrays.copyOf(settled, size);
    ambiguous = Arrays.copyOf(ambiguous, size);
    suspected = Arrays.copyOf(suspected, size);
    holds = Arrays.copyOf(holds, size);
  }

  /** How many items there are; only while they are still being written. */
  void count(int items) {
    unsettled.setPlain(items);
  }

  int attempts(int item) {
    return attempts[item];
  }

  void countAttempt(int item) {
    if (attempts[item] < ATTEMPTS_CAP) {
      attempts[item]++;
    }
  }

  /** Whether an earlier request may have written it without saying so. */
  boolean isAmbiguous(int item) {
    return ambiguous[item];
  }

  void markAmbiguous(int item) {
    ambiguous[item] = true;
  }

  /** Notes that a document was refused for what may pass; tells whether for the first time. */
  boolean suspect(int item) {
    boolean first = !suspected[item];
    suspected[item] = true;
    return first;
  }

  /** Why it waits; null if it does not. */
  @Nullable HoldReason hold(int item) {
    return holds[item];
  }

  void hold(int item, @Nullable HoldReason reason) {
    holds[item] = reason;
  }

  boolean isSettled(int item) {
    return settled[item];
  }

  /** Marks that an item has its outcome; tells whether it was the last one without. */
  boolean settle(int item) {
    settled[item] = true;
    return unsettled.decrementAndGet() == 0;
  }
}
