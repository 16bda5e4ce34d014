package dev.weir.source;

import dev.weir.account.Counts;
import dev.weir.account.Frame;
import java.util.concurrent.CompletableFuture;

/** The account of one object while it is read. Thread-safe. */
public interface ObjectAccount {
  /** The frame is about to be sent: from now on its records may be settled. */
  void frameSent(Frame frame, int frameBytes);

  /** The forward server took the frame. Called once for each. */
  void frameAcknowledged(Frame frame);

  /** Whether each record of the frame met its fate. */
  boolean isSettled(Frame frame);

  /**
   * What is open of the frame will not arrive.
   *
   * @return how many records are unaccounted for by that, not dropped by the user's filters
   */
  long giveUp(Frame frame);

  /**
   * The object was read to its end.
   *
   * @param totalRecords as many ordinals, from 0 on, were given out
   * @param letters so many of them are dead letters, which do not hold all of what they stand for:
   *     the object has the only copy, whatever is known of their fates
   * @return completes when all of them met their fate, or are in Fluent Bit's buffer where that is
   *     enough, and what the ledger has to write is written; with how many met which fate;
   *     exceptionally if it must be read again
   */
  CompletableFuture<Counts> endReached(long totalRecords, long letters);

  /** Reading ends before the object's end: no more frames come from this attempt. */
  void abandoned();
}
