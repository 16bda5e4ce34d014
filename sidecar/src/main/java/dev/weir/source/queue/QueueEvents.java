package dev.weir.source.queue;

import dev.weir.text.LogLimiter;
import dev.weir.text.LogText;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one queue's messages: each event is counted, and said in the log if somebody has
 * to know, in one line a minute. Thread-safe.
 */
final class QueueEvents {
  private static final Logger LOG = LoggerFactory.getLogger(QueueReceiver.class);

  private final String queue;
  private final QueueObserver observer;
  private final LogLimiter leftWarnings;
  private final LogLimiter failureWarnings;

  QueueEvents(String queue, QueueObserver observer, LongSupplier nanoClock) {
    this.queue = queue;
    this.observer = observer;
    this.leftWarnings = LogLimiter.aMinute(nanoClock, 1);
    this.failureWarnings = LogLimiter.aMinute(nanoClock, 1);
  }

  void received() {
    observer.messageReceived(queue);
  }

  void receivedAgain() {
    observer.messageReceivedAgain(queue);
  }

  void deleted() {
    observer.messageDeleted(queue);
  }

  /** See {@link QueueObserver#messageWithoutObject}. */
  void withoutObject(String kind) {
    observer.messageWithoutObject(queue, kind);
  }

  /** A message that was held comes again. */
  void comesAgain(String reason) {
    observer.messageLeft(queue, reason);
  }

  /** A message is none of ours. */
  void refused(String message, String reason, String detail) {
    observer.messageLeft(queue, reason);
    long heldBack = leftWarnings.pass();
    if (heldBack >= 0) {
      LOG.warn(
          "Left message {} in queue {} ({}{}{}); it goes to the queue's dead-letter"
              + " queue if it has one{}",
          LogText.of(message),
          queue,
          reason,
          detail.isEmpty() ? "" : ": ",
          LogText.of(detail),
          heldBack == 0 ? "" : " (" + heldBack + " more since the last line)");
    }
  }

  void receiveFailed(RuntimeException failure) {
    observer.queueCallFailed(queue, "ReceiveMessage");
    long heldBack = failureWarnings.pass();
    if (heldBack >= 0) {
      LOG.warn(
          "Cannot receive from queue {}, trying again ({} like this before): {}",
          queue,
          heldBack,
          LogText.of(failure.getMessage()));
    }
  }

  void visibilityFailed() {
    observer.queueCallFailed(queue, "ChangeMessageVisibility");
  }

  void deleteFailed() {
    observer.queueCallFailed(queue, "DeleteMessage");
  }
}
