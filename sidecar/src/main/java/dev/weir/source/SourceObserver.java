package dev.weir.source;

import dev.weir.source.queue.QueueObserver;
import dev.weir.source.send.ForwardObserver;
import java.time.Duration;

/** What the source tells; called from its threads, must not block. */
public interface SourceObserver extends QueueObserver, ForwardObserver {
  /** An object is being read. */
  void objectOpened(String type);

  /** It was read to its end. */
  void objectRead(String type, ObjectCount count);

  /** All of its records met their fate. */
  void objectSettled(String type);

  /** From when it was taken, first and last, until its records were settled. */
  void objectTook(Duration took);

  /**
   * It cannot be had, and a dead letter stands for it as a whole.
   *
   * @param reason one of {@code gone}, {@code denied}, {@code archived} and what else S3 may refuse
   *     for good
   */
  void objectPoisoned(String reason);

  /** A sweep is over. */
  void swept(CatchUpCount count);

  /** A bucket could not be listed, or not to its end. */
  void listingFailed();

  /**
   * Something was done with a settled object, or not: {@code action} and {@code result}, labels.
   */
  void afterAction(String action, String result);

  /**
   * It is settled without a record.
   *
   * @param reason one of {@code folder}, {@code empty}, {@code excluded}, {@code settled_before},
   *     or one that the types give, such as {@code cloudtrail_digest}
   */
  void objectSkipped(String reason);

  /**
   * It could not be read, or not to its end, and must come again.
   *
   * @param reason one of {@code overwritten}, {@code archived}, {@code denied}, {@code no_bucket},
   *     {@code gone}, {@code unavailable}, {@code io}, {@code ledger}, {@code after_action}, {@code
   *     shutdown}
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
