package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.queue.QueueSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LabExtension.class)
class ExpectedOwnerTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);
  private static final String OWNER = "111111111111";
  private static final String OTHER = "222222222222";
  private static final byte[] CONTENT =
      "secret line\n".repeat(2000).getBytes(StandardCharsets.UTF_8);

  private final Lab lab;

  ExpectedOwnerTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void namesTheExpectedOwnerInEachRequest() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "owner-right", VISIBILITY);
        OwnedBucket bucket = new OwnedBucket(OWNER, CONTENT)) {
      announce(pipeline);

      pipeline.start(settings(pipeline, bucket, OWNER), UnaryOperator.identity());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(2000, pipeline.records().size());
      assertEquals(1, pipeline.observer.count("resumed"));
      assertEquals(
          List.of(OWNER, OWNER),
          bucket.requests().stream()
              .map(headers -> headers.getFirst("x-amz-expected-bucket-owner"))
              .toList());
    }
  }

  @Test
  void leavesTheMessageOfABucketThatAnotherAccountOwns() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "owner-wrong", VISIBILITY);
        OwnedBucket bucket = new OwnedBucket(OWNER, CONTENT);
        LogLines log = new LogLines("dev.weir.source.ObjectWork")) {
      announce(pipeline);

      pipeline.start(settings(pipeline, bucket, OTHER), UnaryOperator.identity());

      Eventually.until("left", () -> pipeline.observer.count("left object_left") == 1);
      assertEquals(1, pipeline.observer.count("object left denied"));
      assertEquals(0, pipeline.observer.count("deleted"));
      assertEquals(1, pipeline.messagesInQueue());
      assertTrue(pipeline.ledger.objects().isEmpty());
      assertTrue(pipeline.peer.frames().isEmpty());
      assertEquals(
          List.of(
              "Could not read s3://owner-wrong/k.log (denied; attempt 1 of 2; or the bucket is not"
                  + " owned by "
                  + OTHER
                  + "), it comes again"),
          log.lines());
    }
  }

  private void announce(Pipeline pipeline) {
    StoredObject object =
        new StoredObject(pipeline.bucket, "k.log", CONTENT.length, "e", null, Instant.EPOCH, "01");
    lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));
  }

  private static SourceSettings settings(Pipeline pipeline, OwnedBucket bucket, String owner) {
    QueueSettings queue = pipeline.settings(VISIBILITY).queues().getFirst();
    return pipeline.settings(
        queue,
        new BucketSettings(
            pipeline.bucket,
            List.of(),
            owner,
            pipeline.s3Access(bucket.endpoint()),
            List.of(),
            List.of(),
            List.of(),
            new AfterSettlement.Keep(),
            null));
  }
}
