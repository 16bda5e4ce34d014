package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.source.send.ForwardPeer;
import dev.weir.units.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;

/** What is done first when a source closes, while what was read has time to be settled. */
@ExtendWith(LabExtension.class)
class ClosingTest {
  private static final Duration HIDDEN = Duration.ofMinutes(10);
  private static final Duration DRAIN = Duration.ofMinutes(1);

  /** More than the window holds as long as nothing is settled. */
  private static final int MANY = 60_000;

  private final Lab lab;

  ClosingTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void handsBackAtOnceWhatIsNotReadAndWaitsForWhatIs() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "closing-at-once", HIDDEN)) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      S3Source source = pipeline.start(pipeline.settings(HIDDEN), settings -> narrow(settings, 1));
      put(pipeline, "read.log", 10);
      Eventually.until("read", () -> pipeline.observer.count("acknowledged") == 1);
      put(pipeline, "reading.log", MANY);
      Eventually.until("reading", () -> pipeline.observer.mostUnsettled() > 3_000_000);
      put(pipeline, "waiting.log", 10);
      Eventually.until("waiting", () -> pipeline.observer.count("received") == 3);

      Thread closing = Thread.ofVirtual().start(source::close);
      Set<String> visible = new TreeSet<>();
      Eventually.until(
          "handed back",
          () -> {
            visible.addAll(receivedKeys(pipeline));
            return visible.size() == 2;
          });

      assertEquals(Set.of("reading.log", "waiting.log"), visible);
      assertTrue(closing.isAlive(), "it waits for what is read");
      assertEquals(0, pipeline.observer.count("deleted"));
      pipeline.settle(pipeline.peer.frames().getFirst());
      assertTrue(closing.join(Duration.ofSeconds(20)), "and for nothing else");
      assertEquals(1, pipeline.observer.count("deleted"));
      // A poll that was under way may have got one back, and handed it back once more.
      assertTrue(pipeline.observer.count("left handed_back") >= 2);
    }
  }

  @Test
  void handsAMessageBackAtOnceThoughOneOfItsObjectsIsRead() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "closing-two-objects", HIDDEN)) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      S3Source source = pipeline.start(pipeline.settings(HIDDEN), settings -> narrow(settings, 2));
      var read = lab.put(pipeline.bucket, "read.log", lines(10));
      var reading = lab.put(pipeline.bucket, "reading.log", lines(MANY));
      lab.send(pipeline.queueUrl, S3EventMessages.created("us-east-1", List.of(read, reading)));
      Eventually.until("reading", () -> pipeline.observer.mostUnsettled() > 3_000_000);
      Eventually.until("read", () -> pipeline.observer.count("read aws.waf") == 1);

      Thread closing = Thread.ofVirtual().start(source::close);
      Eventually.until("handed back", () -> !receivedKeys(pipeline).isEmpty());

      assertTrue(closing.isAlive(), "the object that is read may be settled still");
      assertFalse(pipeline.observer.count("deleted") > 0);
      pipeline.peer.frames().stream().filter(frame -> frame.size() == 11).forEach(pipeline::settle);
      assertTrue(closing.join(Duration.ofSeconds(20)));
      assertEquals(1, pipeline.ledger.settledObjects());
    }
  }

  private static SourceSettings narrow(SourceSettings settings, int parallelObjects) {
    return SourceSettingsBuilder.from(settings)
        .window(ByteSize.ofMiB(4))
        .objectsAtOnce(parallelObjects)
        .drain(DRAIN)
        .build();
  }

  private void put(Pipeline pipeline, String key, int records) {
    lab.put(pipeline.bucket, key, lines(records), pipeline.queueUrl);
  }

  private static byte[] lines(int records) {
    return S3SourceTest.bytes(S3SourceTest.wafLines(records));
  }

  /** Of the objects whose messages another host can have by now. */
  private List<String> receivedKeys(Pipeline pipeline) {
    return lab
        .sqsClient()
        .receiveMessage(
            request ->
                request.queueUrl(pipeline.queueUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
        .messages()
        .stream()
        .map(Message::body)
        .map(body -> body.replaceAll("(?s).*\"key\"\\s*:\\s*\"([^\"]+)\".*", "$1"))
        .toList();
  }
}
