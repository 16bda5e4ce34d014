package dev.weir.source;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many objects may be asked of S3, or be answered and wait for a {@link ReadingSlots slot}, at
 * once. S3 takes tens of milliseconds to answer however small an object is, so small objects need
 * many more questions than are read at the same time. The window is as wide as it takes for the
 * slots to be busy: wider whenever a slot finds nothing more to read though more could be asked
 * for, narrower whenever answers queue up. What is live goes before what is caught up on, for which
 * a part is out of reach. Thread-safe.
 */
final class FetchWindow {
  private final int least;
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  // Each has its own: to wake hundreds of threads for one place takes longer than to read.
  private final Condition liveTurn = lock.newCondition();
  private final Condition catchUpTurn = lock.newCondition();
  private final Map<Urgency, Integer> answered = new EnumMap<>(Urgency.class);
  private int size;
  private int open;
  private int openToCatchUp;
  private int liveWaiting;
  private int catchUpWaiting;

  /**
   * A window at its least.
   *
   * @param slots that read what is answered
   * @param most connections to S3 that it may take
   */
  FetchWindow(int slots, int most) {
    this.least = 2 * slots;
    this.most = Math.max(least, most);
    this.size = least;
  }

  /** How many objects it has room for now. */
  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** How many objects it may have room for. */
  int most() {
    return most;
  }

  /** Waits until the object may be asked for; each is given back with {@link #release}. */
  void acquire(Urgency urgency) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      switch (urgency) {
        case LIVE -> {
          liveWaiting++;
          try {
            while (open >= size) {
              liveTurn.await();
            }
          } finally {
            liveWaiting--;
          }
          open++;
        }
        case CATCH_UP -> {
          catchUpWaiting++;
          try {
            while (!mayCatchUp()) {
              catchUpTurn.await();
            }
          } finally {
            catchUpWaiting--;
          }
          openToCatchUp++;
          open++;
        }
      }
    } finally {
      next();
      lock.unlock();
    }
  }

  /** S3 has answered: the object is to be read. */
  void answered(Urgency urgency) {
    lock.lock();
    try {
      answered.merge(urgency, 1, Integer::sum);
      if (waitForSlots() > least && size > least) {
        size--;
      }
    } finally {
      lock.unlock();
    }
  }

  /** A slot has begun to read it, or it is not read after all. */
  void taken(Urgency urgency) {
    lock.lock();
    try {
      int left = answered.merge(urgency, -1, Integer::sum);
      if (left == 0 && liveWaiting + catchUpWaiting > 0 && size < most) {
        size++;
        next();
      }
    } finally {
      lock.unlock();
    }
  }

  void release(Urgency urgency) {
    lock.lock();
    try {
      open--;
      if (urgency == Urgency.CATCH_UP) {
        openToCatchUp--;
      }
      next();
    } finally {
      lock.unlock();
    }
  }

  private int waitForSlots() {
    return answered.values().stream().mapToInt(Integer::intValue).sum();
  }

  private boolean mayCatchUp() {
    return open < size && liveWaiting == 0 && openToCatchUp < size - least / 2;
  }

  /** Wakes whose turn it is, if there is room. Whoever gets in wakes the next. */
  private void next() {
    if (open < size && liveWaiting > 0) {
      liveTurn.signal();
    } else if (mayCatchUp()) {
      catchUpTurn.signal();
    }
  }
}
