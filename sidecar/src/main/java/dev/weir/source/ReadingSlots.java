package dev.weir.source;

/**
 * Who may read an object now. What is live goes before what is caught up on, and of several slots
 * one is kept for it: an object to catch up on can be large, and is not interrupted. Thread-safe.
 */
final class ReadingSlots {
  private final int slots;
  private final int slotsToCatchUp;
  private int taken;
  private int takenToCatchUp;
  private int liveWaiting;

  ReadingSlots(int slots) {
    this.slots = slots;
    this.slotsToCatchUp = Math.max(1, slots - 1);
  }

  /** Waits for a slot; each is given back with {@link #release}. */
  synchronized void acquire(Urgency urgency) throws InterruptedException {
    switch (urgency) {
      case LIVE -> {
        liveWaiting++;
        try {
          while (taken == slots) {
            wait();
          }
        } finally {
          liveWaiting--;
          // Who catches up may wait for the last live one to have gone.
          notifyAll();
        }
      }
      case CATCH_UP -> {
        while (taken == slots || liveWaiting > 0 || takenToCatchUp == slotsToCatchUp) {
          wait();
        }
        takenToCatchUp++;
      }
    }
    taken++;
  }

  synchronized void release(Urgency urgency) {
    taken--;
    if (urgency == Urgency.CATCH_UP) {
      takenToCatchUp--;
    }
    notifyAll();
  }
}
