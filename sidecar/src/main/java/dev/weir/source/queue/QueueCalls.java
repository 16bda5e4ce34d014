package dev.weir.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

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
                    .waitTimeSeconds((int) settings.pollWait().toSeconds())
                    .visibilityTimeout((int) settings.visibility().toSeconds())
                    .overrideConfiguration(
                        limits ->
                            limits
                                .apiCallAttemptTimeout(attempt)
                                .apiCallTimeout(attempt.multipliedBy(2))))
        .messages();
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

  /** Sets how long messages stay hidden from now on; those for which SQS refuses for good. */
  List<HeldMessage> hide(List<HeldMessage> messages, List<String> handles, long nanos) {
    int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(nanos);
    List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      entries.add(
          ChangeMessageVisibilityBatchRequestEntry.builder()
              .id(Integer.toString(i))
              .receiptHandle(handles.get(i))
              .visibilityTimeout(seconds)
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
    return failed(messages, refused);
  }

  private static List<HeldMessage> failed(
      List<HeldMessage> messages, List<BatchResultErrorEntry> errors) {
    List<HeldMessage> failed = new ArrayList<>();
    for (BatchResultErrorEntry error : errors) {
      failed.add(messages.get(Integer.parseInt(error.id())));
    }
    return failed;
  }
}
