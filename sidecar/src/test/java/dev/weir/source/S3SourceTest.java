package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.LedgerState;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.resend.FluentBitSettings;
import dev.weir.source.send.ForwardPeer;
import dev.weir.source.send.ReceivedFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class S3SourceTest {
  private final Lab lab;

  S3SourceTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void forwardsEveryRecordAndThenDeletesTheMessages() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-forwards", Duration.ofSeconds(30))) {
      String trail = "AWSLogs/123456789012/CloudTrail/eu-west-1/2026/01/02/a b+c_1.json.gz";
      lab.put(pipeline.bucket, trail, gzip(cloudTrail(50)), pipeline.queueUrl);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(200)), pipeline.queueUrl);

      pipeline.start();

      Eventually.until("both settled", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(250, pipeline.records().size());
      assertEquals(1, pipeline.observer.count("settled aws.cloudtrail"));
      assertEquals(1, pipeline.observer.count("settled aws.waf"));
      assertEquals(0, pipeline.messagesInQueue());
      assertEquals(0, pipeline.ledger.openFrames());
      assertTrue(pipeline.ledger.objects().stream().anyMatch(object -> object.key().equals(trail)));
    }
  }

  @Test
  void keepsTheMessageUntilTheLedgerHasEveryRecord() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-keeps", Duration.ofSeconds(30))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      pipeline.start();
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);
      assertEquals(1, pipeline.messagesInQueue());
      assertEquals(0, pipeline.observer.count("deleted"));

      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(0, pipeline.messagesInQueue());
    }
  }

  @Test
  void readsNothingTwiceWhenTheMessageComesAgain() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-again", Duration.ofSeconds(30))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      String body = wafLines(10);
      var object = lab.put(pipeline.bucket, "waf/1.log", bytes(body));
      String event = S3EventMessages.created("us-east-1", object);
      lab.send(pipeline.queueUrl, event);
      pipeline.start();
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);

      // A second message of the same event: S3 delivers at least once.
      lab.send(pipeline.queueUrl, event);
      Eventually.until("both received", () -> pipeline.observer.count("received") == 2);
      // The ledger has it before it counts as settled, whichever of both the message finds.
      pipeline.ledger.tell(LedgerAskedTest.version(object), LedgerState.SETTLED);
      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("both deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(1, pipeline.peer.frames().size());
      assertEquals(1, pipeline.observer.count("opened aws.waf"));
    }
  }

  @Test
  void swapsTheReceiptHandleWhenAMessageComesAgainWhileItsObjectIsOpen() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-swap", Duration.ofSeconds(1))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      // To a clock that stands still no heartbeat is ever due.
      pipeline.clock = () -> 0;
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), settings -> settings);
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);

      Eventually.until("came again", () -> pipeline.observer.count("again") >= 1);
      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      Eventually.until("gone", () -> pipeline.messagesInQueue() == 0);
      assertEquals(1, pipeline.observer.count("opened aws.waf"));
    }
  }

  @Test
  void readsAFrameAgainThatWasAcknowledgedAndDidNotArrive() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-missing", Duration.ofSeconds(30))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      pipeline.start(pipeline.settings(Duration.ofSeconds(30)), S3SourceTest::impatient);

      Eventually.until("sent again", () -> pipeline.peer.frames().size() == 2);
      ReceivedFrame first = pipeline.peer.frames().getFirst();
      ReceivedFrame second = pipeline.peer.frames().get(1);
      pipeline.settle(second);

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertArrayEquals(first.entries().getFirst().stamp(), second.entries().getFirst().stamp());
      assertEquals(1, pipeline.observer.count("resent aws.waf"));
      assertEquals(1, pipeline.observer.count("opened aws.waf"), "the same attempt goes on");
      assertEquals(0, pipeline.ledger.openFrames());
    }
  }

  @Test
  void givesAMessageUpAfterTwelveHoursAndHoldsItAnew() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-12-hours", Duration.ofSeconds(2))) {
      AtomicLong ahead = new AtomicLong();
      pipeline.clock = () -> System.nanoTime() + ahead.get();
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), settings -> settings);
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);

      ahead.set(Duration.ofHours(12).toNanos());
      Eventually.until("came again", () -> pipeline.observer.count("again") == 1);
      long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      Eventually.until("visibility timeouts later", () -> System.nanoTime() - end > 0);
      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      Eventually.until("gone", () -> pipeline.messagesInQueue() == 0);
      assertEquals(1, pipeline.observer.count("again"), "hidden anew");
      assertEquals(1, pipeline.observer.count("left visibility_over"));
      assertEquals(1, pipeline.observer.count("opened aws.waf"));
    }
  }

  @Test
  void letsAnotherHostSettleWhatItCouldNotWithinTwelveHours() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-12-hours-other", Duration.ofSeconds(2))) {
      AtomicLong ahead = new AtomicLong();
      pipeline.clock = () -> System.nanoTime() + ahead.get();
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      // With the one message that it may hold, the first asks for no more.
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), S3SourceTest::holdingOneMessage);
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);
      ahead.set(Duration.ofHours(12).toNanos());
      Eventually.until("given up", () -> pipeline.observer.count("left visibility_over") == 1);

      pipeline.peer.behave(
          frame -> {
            pipeline.settle(frame);
            return ForwardPeer.Answer.ACK;
          });
      pipeline.clock = System::nanoTime;
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), settings -> settings);

      Eventually.until("gone", () -> pipeline.messagesInQueue() == 0);
      assertEquals(0, pipeline.observer.count("again"));
      assertEquals(2, pipeline.observer.count("opened aws.waf"));
      // Read twice, and the same records both times: ids are made of object and ordinal.
      assertEquals(1, pipeline.ledger.settledObjects());
      assertEquals(1, pipeline.ledger.objects().size());
      assertEquals(20, pipeline.records().size());
      assertEquals(0, pipeline.ledger.openFrames());
    }
  }

  @Test
  void leavesMessagesThatNameOtherBucketsAndFetchesNothing() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-foreign", Duration.ofSeconds(1))) {
      lab.createBucket("source-foreign-other");
      String deadLetters = lab.createQueue("source-foreign-dead", Duration.ofSeconds(30));
      String url = lab.createQueue("source-foreign-redrive", Duration.ofSeconds(1), deadLetters, 2);
      lab.put("source-foreign-other", "waf/1.log", bytes(wafLines(3)), url);
      lab.send(url, "not json at all");

      pipeline.start(
          pipeline.settings(Duration.ofSeconds(1)),
          settings ->
              SourceSettingsBuilder.from(settings)
                  .queues(
                      new QueueSettings(
                          "second",
                          url,
                          settings.queues().getFirst().access(),
                          Duration.ofSeconds(1),
                          Duration.ofSeconds(1)))
                  .build());

      Eventually.until("both in the dead-letter queue", () -> messages(deadLetters) == 2);
      assertTrue(pipeline.observer.count("left bucket_not_configured") >= 2);
      assertTrue(pipeline.observer.count("left unreadable") >= 2);
      assertEquals(0, pipeline.observer.count("deleted"));
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  @Test
  void extendsTheVisibilityOfWhatItHolds() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-heartbeat", Duration.ofSeconds(2))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), settings -> settings);
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);

      long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      Eventually.until("three visibility timeouts later", () -> System.nanoTime() - end > 0);

      assertEquals(0, pipeline.observer.count("again"));
      assertEquals(1, pipeline.messagesInQueue());
    }
  }

  @Test
  void handsUnfinishedMessagesBackWhenItCloses() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-hands-back", Duration.ofMinutes(10))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.SILENCE);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(10)), pipeline.queueUrl);
      S3Source source =
          pipeline.start(pipeline.settings(Duration.ofMinutes(10)), settings -> settings);
      Eventually.until("sent", () -> pipeline.peer.frames().size() == 1);

      source.close();

      assertTrue(pipeline.observer.count("left handed_back") >= 1);
      var received =
          lab.sqsClient()
              .receiveMessage(request -> request.queueUrl(pipeline.queueUrl).waitTimeSeconds(5));
      assertEquals(1, received.messages().size());
      assertFalse(pipeline.observer.count("deleted") > 0);
    }
  }

  @Test
  void handsBackWhatItWasStillReadingWhenItCloses() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "source-reading", Duration.ofMinutes(10))) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.SILENCE);
      lab.put(pipeline.bucket, "waf/1.log", bytes(wafLines(150_000)), pipeline.queueUrl);
      S3Source source =
          pipeline.start(pipeline.settings(Duration.ofMinutes(10)), settings -> settings);
      Eventually.until("stuck", () -> pipeline.observer.mostUnsettled() > 16_000_000);

      source.close();

      assertEquals(1, pipeline.observer.count("object left shutdown"));
      assertTrue(pipeline.observer.count("left handed_back") >= 1);
      assertEquals(0, pipeline.observer.count("left object_left"));
    }
  }

  private static SourceSettings holdingOneMessage(SourceSettings settings) {
    return SourceSettingsBuilder.from(settings).heldMessages(1).build();
  }

  private int messages(String url) {
    return Integer.parseInt(
        lab.sqsClient()
            .getQueueAttributes(
                request ->
                    request.queueUrl(url).attributeNamesWithStrings("ApproximateNumberOfMessages"))
            .attributesAsStrings()
            .getOrDefault("ApproximateNumberOfMessages", "0"));
  }

  static String wafLines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(
          "{\"timestamp\":1735689600000,\"action\":\"ALLOW\",\"httpSourceName\":\"ALB\","
              + "\"httpMethod\":\"GET\",\"country\":\"US\",\"responseCodeSent\":200,\"n\":"
              + i
              + "}\n");
    }
    return lines.toString();
  }

  /** Takes a frame for missing a second after its acknowledgement. */
  private static SourceSettings impatient(SourceSettings settings) {
    return SourceSettingsBuilder.from(settings)
        .fluentBit(new FluentBitSettings(null, Duration.ofSeconds(1), false))
        .build();
  }

  static String cloudTrail(int count) {
    StringBuilder document = new StringBuilder("{\"Records\":[");
    for (int i = 0; i < count; i++) {
      document
          .append(i == 0 ? "" : ",")
          .append("{\"eventVersion\":\"1.08\",\"eventID\":\"")
          .append(i)
          .append("\",\"requestParameters\":{\"a\":[1,2,{\"b\":null}]}}");
    }
    return document.append("]}").toString();
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
