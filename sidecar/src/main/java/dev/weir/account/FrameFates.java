package dev.weir.account;

import org.jspecify.annotations.Nullable;

/**
 * What arrived of one frame in one chunk, and what became of it. Its records become final one by
 * one, on any thread; it is settled once, when its chunk is final.
 */
public final class FrameFates {
  /** What {@link #arrived} says of a record that came before, in the same words. */
  public static final int COPY = -1;

  private final Frame frame;
  private final @Nullable Fate[] fates;

  /** How often each ordinal came in the copy that brought it first; 0 if it never came. */
  private final byte[] occurrences;

  /** Which copy of the frame brought each ordinal first. */
  private final byte[] firstCopy;

  /** The records that were not understood; null while there is none, as mostly. */
  private boolean @Nullable [] unparsed;

  /** How many ordinals, from the first on, arrived or demonstrably will not in this chunk. */
  private int seenTo;

  private boolean damaged;
  private byte copy;
  private long lastOrdinal = -1;
  private boolean ended;
  private long firstEventMillis = Long.MAX_VALUE;
  private long lastEventMillis = Long.MIN_VALUE;

  public FrameFates(Frame frame) {
    this.frame = frame;
    this.fates = new Fate[frame.count()];
    this.occurrences = new byte[frame.count()];
    this.firstCopy = new byte[frame.count()];
  }

  public Frame frame() {
    return frame;
  }

  /** The frame's trailer arrived: what follows of it is another copy, sent again by the source. */
  public void trailerArrived() {
    ended = true;
    seenTo = frame.count();
  }

  /** Its chunk holds broken bytes, in which records of the frame may be. */
  public void damaged() {
    damaged = true;
  }

  boolean isDamaged() {
    return damaged;
  }

  /**
   * Notes that a record with this ordinal arrived. A frame that the source had to send again may
   * lie twice in one chunk; its second copy begins after a trailer or where the ordinals fall back.
   *
   * @param sameAsBefore whether it is, byte for byte, the record of this frame that came before it
   * @return {@link #COPY} for a record that came already, else how many with the same ordinal came
   *     before it: over 0 where a filter made several records of one; 127 and more count as 127
   */
  public int arrived(long ordinal, boolean sameAsBefore) {
    if (ended || ordinal < lastOrdinal) {
      copy = (byte) Math.min(copy + 1, Byte.MAX_VALUE);
      ended = false;
    }
    lastOrdinal = ordinal;
    int index = index(ordinal);
    seenTo = Math.max(seenTo, index + 1);
    int before = occurrences[index];
    if (before == 0) {
      firstCopy[index] = copy;
    } else if (firstCopy[index] != copy || sameAsBefore) {
      return COPY;
    }
    if (before < Byte.MAX_VALUE) {
      occurrences[index]++;
    }
    return before;
  }

  /** Notes an event's time, for the object's ledger document. Called by the chunk's own thread. */
  public void eventTime(long epochMillis) {
    firstEventMillis = Math.min(firstEventMillis, epochMillis);
    lastEventMillis = Math.max(lastEventMillis, epochMillis);
  }

  /**
   * Notes that a record was not understood. Called by the chunk's own thread, before the record
   * goes to whoever settles it.
   */
  public void unparsed(long ordinal) {
    boolean[] marks = unparsed;
    if (marks == null) {
      marks = new boolean[frame.count()];
      unparsed = marks;
    }
    marks[index(ordinal)] = true;
  }

  /** The record's fate. Each ordinal is set by one thread; the chunk's countdown publishes it. */
  public void settle(long ordinal, Fate fate) {
    fates[index(ordinal)] = fate;
  }

  /**
   * The record's fate, once the chunk is final; null if it is open.
   *
   * @param whole whether the chunk was carried through, so that what is left out was dropped
   */
  @Nullable Fate fate(int index, boolean whole) {
    Fate fate = fates[index];
    if (fate == null) {
      return whole && isLeftOut(index) ? Fate.DROPPED_IN_FLUENT_BIT : null;
    }
    boolean[] marks = unparsed;
    return marks != null && marks[index] ? Fate.unparsed(fate) : fate;
  }

  /**
   * Whether the record is missing in the middle of what arrived: one behind it did, or the trailer.
   * What is missing at the end, trailer and all, may have been cut off with its chunk.
   */
  private boolean isLeftOut(int index) {
    return occurrences[index] == 0 && index < seenTo;
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
