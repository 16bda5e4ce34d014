package dev.weir.source;

import dev.weir.account.Frame;
import java.util.concurrent.CompletableFuture;

/** The account of one object while it is read. Thread-safe. */
public interface OpenObject {
  /** The frame is about to be sent: from now on its records may be settled. */
  void frameSent(Frame frame, int frameBytes);

  /**
   * The object was read to its end.
   *
   * @param totalRecords as many ordinals, from 0 on, were given out
   * @return completes when all of them met their fate and what the ledger has to write is written,
   *     with whether each of those fates is known: where some are unaccounted for, the object must
   *     stay where it is; exceptionally if it must be read again
   */
  CompletableFuture<Boolean> endReached(long totalRecords);

  /** Reading ends before the object's end: no more frames come from this attempt. */
  void abandoned();
}
