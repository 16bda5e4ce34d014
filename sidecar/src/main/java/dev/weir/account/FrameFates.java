package dev.weir.account;

import org.jspecify.annotations.Nullable;

/**
 * What arrived of one frame in one chunk, and what became of it. Its records become final one by
 * one, on any thread; it is settled once, when its chunk is final.
 */
public final class FrameFates {
  private final Frame frame;
  private final @Nullable Fate[] fates;
  private final byte[] occurrences;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;

  public FrameFates(Frame frame) {
    this.frame = frame;
    this.fates = new Fate[frame.count()];
    this.occurrences = new byte[frame.count()];
  }

  public Frame frame() {
    return frame;
  }

  /**
   * Notes that a record with this ordinal arrived.
   *
   * @return how many with the same ordinal came before it in this chunk: over 0 where a filter made
   *     several records of one; 255 and more count as 255
   */
  public int arrived(long ordinal) {
    int index = index(ordinal);
    int before = occurrences[index] & 0xff;
    if (before < 255) {
      occurrences[index]++;
    }
    return before;
  }

  /** Notes an event's time, for the object's ledger document. Called by the chunk's own thread. */
  public void eventTime(long epochMillis) {
    firstEventMillis = Math.min(firstEventMillis, epochMillis);
    lastEventMillis = Math.max(lastEventMillis, epochMillis);
  }

  /** The record's fate. Each ordinal is set by one thread; the chunk's countdown publishes it. */
  public void settle(long ordinal, Fate fate) {
    fates[index(ordinal)] = fate;
  }

  @Nullable Fate fate(int index) {
    return fates[index];
  }

  boolean hasArrived(int index) {
    return occurrences[index] != 0;
  }

  long firstEventMillis() {
    return firstEventMillis;
  }

  long lastEventMillis() {
    return lastEventMillis;
  }

  private int index(long ordinal) {
    return Math.toIntExact(ordinal - frame.first());
  }
}
