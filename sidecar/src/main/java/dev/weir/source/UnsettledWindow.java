package dev.weir.source;

import dev.weir.units.ByteSize;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The budget of bytes that are sent and not settled. Who waits is served in the order of asking, so
 * objects share it fairly. A frame larger than the whole window passes when nothing else is out.
 */
final class UnsettledWindow {
  private static final int UNIT = 1024;

  private final Semaphore units;
  private final int allUnits;
  private final AtomicLong bytes = new AtomicLong();

  UnsettledWindow(ByteSize size) {
    this.allUnits = (int) Math.max(1, Math.min(Integer.MAX_VALUE, size.bytes() / UNIT));
    this.units = new Semaphore(allUnits, true);
  }

  /** Waits until so many bytes fit in; the bytes out after that. */
  long take(int frameBytes) throws InterruptedException {
    units.acquire(unitsOf(frameBytes));
    return bytes.addAndGet(frameBytes);
  }

  /** Gives back what {@link #take} took for the frame; the bytes out after that. */
  long giveBack(int frameBytes) {
    long out = bytes.addAndGet(-frameBytes);
    units.release(unitsOf(frameBytes));
    return out;
  }

  private int unitsOf(int frameBytes) {
    return Math.min(allUnits, frameBytes / UNIT + 1);
  }
}
