package dev.weir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;

@ExtendWith(LabExtension.class)
class QueueTest {
  private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);

  @Test
  void announcesAnObjectOnceItIsThere(Lab lab) {
    lab.createBucket("announced");
    String queue = lab.createQueue("announced", Duration.ofSeconds(30));

    StoredObject stored = lab.put("announced", "day=01/a b.log", CONTENT, queue);

    List<Message> messages = receive(lab, queue);
    assertEquals(List.of(S3EventMessages.created("us-east-1", stored)), bodies(messages));
  }

  @Test
  void hidesAMessageForTheVisibilityTimeoutAndItsExtensions(Lab lab) {
    String queue = lab.createQueue("hidden", Duration.ofSeconds(30));
    lab.send(queue, "a");

    Message first = receive(lab, queue).getFirst();
    List<Message> whileHidden =
        lab.sqsClient().receiveMessage(request -> request.queueUrl(queue)).messages();
    lab.sqsClient()
        .changeMessageVisibility(
            change ->
                change.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(0));
    List<Message> again = receive(lab, queue);

    assertEquals(List.of(), whileHidden);
    assertEquals(List.of("a"), bodies(again));
  }

  @Test
  void movesAMessageReceivedTooOftenToTheDeadLetterQueue(Lab lab) {
    String dead = lab.createQueue("dead", Duration.ofSeconds(30));
    String queue = lab.createQueue("redriven", Duration.ofSeconds(1), dead, 2);
    lab.send(queue, "poison");

    int receipts = 0;
    List<Message> moved = List.of();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (moved.isEmpty() && System.nanoTime() < deadline) {
      receipts += receive(lab, queue, 2).size();
      moved = receive(lab, dead, 0);
    }

    assertEquals(List.of("poison"), bodies(moved));
    assertEquals(2, receipts);
  }

  private static List<Message> receive(Lab lab, String queue) {
    return receive(lab, queue, 10);
  }

  private static List<Message> receive(Lab lab, String queue, int waitSeconds) {
    return lab.sqsClient()
        .receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(waitSeconds))
        .messages();
  }

  private static List<String> bodies(List<Message> messages) {
    return messages.stream().map(Message::body).toList();
  }
}
