package dev.weir.source.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.lab.AwsAccounts;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.settings.AwsAccess;
import dev.weir.source.CountingObserver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@ExtendWith(LabExtension.class)
class HeartbeatTest {
  private static final AwsAccess ACCESS = AwsAccess.inRegion("us-east-1");

  private final CountingObserver observer = new CountingObserver();
  private final Lab lab;

  HeartbeatTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void extendsEachMessageForItsOwnTime() {
    SqsClient sqs = lab.sqsClient();
    QueueSettings settings =
        settings(lab.createQueue("heartbeat-own-time", Duration.ofMinutes(10)), 600);
    QueueCalls calls = new QueueCalls(sqs, settings);
    lab.send(settings.url(), "nearly twelve hours old");
    HeldMessage old = held(calls, 0);
    lab.send(settings.url(), "new");
    long now = Duration.ofHours(12).minusSeconds(62).toNanos();
    HeldMessage fresh = held(calls, now - Duration.ofMinutes(5).toNanos());

    beat(calls, settings, List.of(old, fresh), now);

    assertEquals(
        List.of("nearly twelve hours old"),
        sqs
            .receiveMessage(poll -> poll.queueUrl(settings.url()).waitTimeSeconds(10))
            .messages()
            .stream()
            .map(Message::body)
            .toList());
    assertEquals(
        List.of(),
        sqs.receiveMessage(poll -> poll.queueUrl(settings.url()).waitTimeSeconds(2)).messages());
    assertFalse(observer.count("left visibility_over") > 0);
  }

  @Test
  void asksForNoMoreThanTwelveHoursFromReceipt() {
    try (SqsClient sqs = lab.accounts().sqs(AwsAccounts.HOME)) {
      String url = sqs.createQueue(create -> create.queueName("heartbeat-limit")).queueUrl();
      sqs.sendMessage(send -> send.queueUrl(url).messageBody("m"));
      QueueSettings settings = settings(url, Duration.ofHours(12).toSeconds());
      QueueCalls calls = new QueueCalls(sqs, settings);
      HeldMessage message = held(calls, 0);

      // This server refuses what would end later than twelve hours after the receipt.
      beat(calls, settings, List.of(message), Duration.ofHours(4).toNanos());
      assertEquals("{}", observer.toString());

      beat(calls, settings, List.of(message), Duration.ofHours(12).toNanos());
      assertEquals("{left visibility_over=1}", observer.toString());
    }
  }

  @Test
  void countsOnceThatSqsRefusesTheHandle() {
    try (SqsClient sqs = lab.accounts().sqs(AwsAccounts.HOME)) {
      String url = sqs.createQueue(create -> create.queueName("heartbeat-refused")).queueUrl();
      QueueSettings settings = settings(url, 60);
      QueueCalls calls = new QueueCalls(sqs, settings);
      HeldMessage message = new HeldMessage("m", "no handle of this queue", 0, 0);

      beat(calls, settings, List.of(message), 1);
      beat(calls, settings, List.of(message), Duration.ofMinutes(1).toNanos());

      assertEquals("{left visibility_over=1}", observer.toString());
    }
  }

  private void beat(
      QueueCalls calls, QueueSettings settings, List<HeldMessage> held, long nowNanos) {
    QueueEvents events = new QueueEvents(settings.name(), observer, () -> nowNanos);
    new Heartbeat(calls, settings, () -> held, events, () -> nowNanos).beat();
  }

  private static HeldMessage held(QueueCalls calls, long receivedNanos) {
    Message message = calls.receive().getFirst();
    return new HeldMessage(
        message.messageId(), message.receiptHandle(), receivedNanos, receivedNanos);
  }

  private static QueueSettings settings(String url, long visibilitySeconds) {
    return new QueueSettings(
        "q", url, ACCESS, Duration.ofSeconds(visibilitySeconds), Duration.ofSeconds(5));
  }
}
