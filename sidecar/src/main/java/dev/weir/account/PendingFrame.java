package dev.weir.account;

/** A frame that was sent and has open records. Guarded by its object's account. */
final class PendingFrame {
  private final Frame frame;
  private final Runnable onSettled;
  private long open;

  PendingFrame(Frame frame, long open, Runnable onSettled) {
    this.frame = frame;
    this.open = open;
    this.onSettled = onSettled;
  }

  /** Runs once, when nothing of it is open any more. */
  Runnable onSettled() {
    return onSettled;
  }

  /** Whether nothing of it is open any more. */
  boolean countDown(Frame settledFrame, int fresh, OrdinalSet settled) {
    if (settledFrame.first() == frame.first() && settledFrame.count() == frame.count()) {
      open -= fresh;
    } else if (settledFrame.first() < frame.first() + frame.count()
        && frame.first() < settledFrame.first() + settledFrame.count()) {
      // From another attempt, cut at other places: count anew.
      open = frame.count() - settled.countIn(frame.first(), frame.count());
    }
    return open == 0;
  }
}
