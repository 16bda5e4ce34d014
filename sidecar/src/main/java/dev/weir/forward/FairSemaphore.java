package dev.weir.forward;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Permits that are shared out among peers, not among those who ask: the next goes to the peer that
 * holds the fewest, of several to the one whose messages were read for the shortest time of late,
 * and within a peer in the order of asking. Thread-safe.
 */
final class FairSemaphore {
  private static final class Waiter {
    private final Condition turn;
    private final long since;
    private boolean granted;

    Waiter(Condition turn, long since) {
      this.turn = turn;
      this.since = since;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier ticker;
  private final Map<Peer, ArrayDeque<Waiter>> waiting = new LinkedHashMap<>();
  private final Map<Peer, Integer> held = new HashMap<>();
  private int free;

  FairSemaphore(int permits, LongSupplier ticker) {
    this.free = permits;
    this.ticker = ticker;
  }

  int free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** How many permits a peer holds. */
  int held(Peer peer) {
    lock.lock();
    try {
      return held.getOrDefault(peer, 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a permit. */
  void acquire(Peer peer) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (free > 0 && waiting.isEmpty()) {
        grant(peer);
        return;
      }
      Waiter waiter = new Waiter(lock.newCondition(), ticker.getAsLong());
      waiting.computeIfAbsent(peer, _ -> new ArrayDeque<>()).add(waiter);
      try {
        while (!waiter.granted) {
          waiter.turn.await();
        }
      } catch (InterruptedException e) {
        leave(peer, waiter);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives a permit back. */
  void release(Peer peer) {
    lock.lock();
    try {
      giveBack(peer);
    } finally {
      lock.unlock();
    }
  }

  /** The peer whose turn is next, if it has waited at least since {@code before}; null if none. */
  @Nullable Peer waitingSince(long before) {
    lock.lock();
    try {
      Peer next = next();
      ArrayDeque<Waiter> queue = next == null ? null : waiting.get(next);
      return queue != null && queue.getFirst().since - before <= 0 ? next : null;
    } finally {
      lock.unlock();
    }
  }

  private void leave(Peer peer, Waiter waiter) {
    if (waiter.granted) {
      giveBack(peer);
      return;
    }
    ArrayDeque<Waiter> queue = waiting.get(peer);
    if (queue != null && queue.remove(waiter) && queue.isEmpty()) {
      waiting.remove(peer);
    }
  }

  private void giveBack(Peer peer) {
    held.compute(peer, (_, count) -> count == null || count == 1 ? null : count - 1);
    free++;
    while (free > 0) {
      Peer next = next();
      ArrayDeque<Waiter> queue = next == null ? null : waiting.get(next);
      if (next == null || queue == null) {
        return;
      }
      Waiter first = queue.removeFirst();
      if (queue.isEmpty()) {
        waiting.remove(next);
      }
      first.granted = true;
      grant(next);
      first.turn.signal();
    }
  }

  private void grant(Peer peer) {
    free--;
    held.merge(peer, 1, Integer::sum);
  }

  private @Nullable Peer next() {
    Iterator<Peer> peers = waiting.keySet().iterator();
    if (!peers.hasNext()) {
      return null;
    }
    if (waiting.size() == 1) {
      return peers.next();
    }
    long now = ticker.getAsLong();
    return waiting.keySet().stream()
        .min(
            Comparator.comparingInt((Peer peer) -> held.getOrDefault(peer, 0))
                .thenComparingLong(peer -> peer.readNanos(now)))
        .orElse(null);
  }
}
