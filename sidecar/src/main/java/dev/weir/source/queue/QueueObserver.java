package dev.weir.source.queue;

/** What the queues tell; called from their threads, must not block. {@code queue} is its name. */
public interface QueueObserver {
  void messageReceived(String queue);

  /** It came again while its objects are at work. */
  void messageReceivedAgain(String queue);

  /** All that it named is settled, and it is gone. */
  void messageDeleted(String queue);

  /**
   * It is deleted without a look at any object, as its kind creates none.
   *
   * @param kind one of {@code test_event}, {@code cloudtrail_validation}, {@code object_removed},
   *     {@code object_restore}, {@code object_tags}, {@code object_acl}, {@code object_accessed},
   *     {@code object_lost}, {@code storage_class}, {@code replication}, {@code failed_call},
   *     {@code call_without_object}
   */
  void messageWithoutObject(String queue, String kind);

  /**
   * It stays in the queue, to come again or to go to the dead-letter queue.
   *
   * @param reason one of {@code unreadable}, {@code too_large}, {@code other_source}, {@code
   *     unknown_s3_event}, {@code unknown_eventbridge_event}, {@code unknown_api_call}, {@code
   *     unknown_notice}, {@code sns_confirmation}, {@code bucket_not_configured}, {@code
   *     other_owner}, {@code object_left}, {@code handed_back}, {@code visibility_over} if it is
   *     held still, but hidden no longer
   */
  void messageLeft(String queue, String reason);

  /** A call to SQS failed and is tried again. {@code call} is its action's name. */
  void queueCallFailed(String queue, String call);
}
