package dev.weir.source;

import dev.weir.source.queue.QueueObserver;
import dev.weir.source.send.ForwardObserver;

/** What the source tells; called from its threads, must not block. */
public interface SourceObserver extends QueueObserver, ForwardObserver {
  /** An object is being read. */
  void objectOpened(String type);

  /** It was read to its end. */
  void objectRead(String type, ObjectCount count);

  /** All of its records met their fate. */
  void objectSettled(String type);

  /**
   * It is settled without a record.
   *
   * @param reason one of {@code folder}, {@code empty}, {@code excluded}, {@code settled_before},
   *     {@code gone}, or one that the types give, such as {@code cloudtrail_digest}
   */
  void objectSkipped(String reason);

  /**
   * It could not be read, or not to its end, and must come again.
   *
   * @param reason one of {@code overwritten}, {@code archived}, {@code denied}, {@code no_bucket},
   *     {@code unavailable}, {@code io}, {@code ledger}, {@code shutdown}
   */
  void objectLeft(String reason);

  /** A GET broke off and the rest was asked for. */
  void objectResumed();

  /** A frame waits for its acknowledgement. */
  void frameSent(String type, int records, int frameBytes);

  /** A frame that Fluent Bit had acknowledged did not arrive and goes out once more. */
  void frameResent(String type, int records);

  /** Bytes of frames whose records are not settled yet. */
  void unsettledBytes(long bytes);
}
