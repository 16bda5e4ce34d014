package dev.weir.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The calls to one queue, ten messages at a time at most, which is SQS's limit. */
final class QueueCalls {
  static final int BATCH = 10;

  /** What a poll may last beyond its wait. */
  private static final Duration POLL_MARGIN = Duration.ofSeconds(10);

  private final SqsClient sqs;
  private final QueueSettings settings;

  QueueCalls(SqsClient sqs, QueueSettings settings) {
    this.sqs = sqs;
    this.settings = settings;
  }

  List<Message> receive() {
    Duration attempt = settings.pollWait().plus(POLL_MARGIN);
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(settings.url())
                    .maxNumberOfMessages(BATCH)
                    .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                    .waitTimeSeconds((int) settings.pollWait().toSeconds())
                    .visibilityTimeout((int) settings.visibility().toSeconds())
                    .overrideConfiguration(
                        limits ->
                            limits
                                .apiCallAttemptTimeout(attempt)
                                .apiCallTimeout(attempt.multipliedBy(2))))
        .messages();
  }

  /** The queue's counts. */
  Map<QueueAttributeName, String> counts() {
    return sqs.getQueueAttributes(
            request ->
                request
                    .queueUrl(settings.url())
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes();
  }

  /** Deletes messages; those that could not be. */
  List<HeldMessage> delete(List<HeldMessage> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .receiptHandle(messages.get(i).receiptHandle())
              .build());
    }
    return failed(
        messages,
        sqs.deleteMessageBatch(request -> request.queueUrl(settings.url()).entries(entries))
            .failed());
  }

  /** Hides messages for the time given with each; those for which SQS refuses for good. */
  List<VisibilityChange> change(List<VisibilityChange> changes) {
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      VisibilityChange change = changes.get(i);
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .receiptHandle(change.receiptHandle())
              .visibilityTimeout((int) change.hidden().toSeconds())
              .build());
    }
    List<BatchResultErrorEntry> refused =
        sqs
            .changeMessageVisibilityBatch(
                request -> request.queueUrl(settings.url()).entries(entries))
            .failed()
            .stream()
            .filter(BatchResultErrorEntry::senderFault)
            .toList();
    return failed(changes, refused);
  }

  private static <T> List<T> failed(List<T> entries, List<BatchResultErrorEntry> errors) {
    List<T> failed = new ArrayList<>();
    for (BatchResultErrorEntry error : errors) {
      failed.add(entries.get(Integer.parseInt(error.id())));
    }
    return failed;
  }
}
