package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Objects that cannot be had leave the queue, and a dead letter stands for each. */
@ExtendWith(LabExtension.class)
class PoisonTest {
  private final Lab lab;

  PoisonTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void givesUpAnObjectThatIsDeniedAfterItsAttempts() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "poison-denied", Duration.ofSeconds(1))) {
      lab.put(pipeline.bucket, "waf/1.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
      BucketSettings bucket =
          new BucketSettings(
              pipeline.bucket,
              List.of(),
              null,
              pipeline.s3Access(),
              List.of(),
              List.of(),
              List.of(),
              new AfterSettlement.Delete(),
              null);

      pipeline.startAsNobody(pipeline.settings(Duration.ofSeconds(1), bucket));

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("object left denied"), "an attempt before the last");
      assertEquals(1, pipeline.observer.count("poisoned denied"));
      UnreadableObject given = pipeline.ledger.givenUp.getFirst();
      assertEquals("waf/1.log", given.object().key());
      assertEquals("denied", given.reason());
      assertEquals(2, given.attempts());
      assertEquals(2, given.bytes());
      assertEquals(0, pipeline.messagesInQueue());
      assertEquals(List.of("waf/1.log"), pipeline.keys(), "what is given up is left alone");
    }
  }

  @Test
  void givesUpAtOnceWhatIsGone() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "poison-gone", Duration.ofSeconds(30))) {
      StoredObject object = lab.put(pipeline.bucket, "gone.log", S3SourceTest.bytes("x\n"));
      lab.s3Client().deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("poisoned gone"));
      assertEquals(1, pipeline.ledger.givenUp.getFirst().attempts());
    }
  }

  @Test
  void countsNoAttemptWhileTheBucketIsAway() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "poison-transient", Duration.ofSeconds(1))) {
      StoredObject object = lab.put(pipeline.bucket, "x.log", S3SourceTest.bytes("x\n"));
      lab.s3Client().deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
      lab.s3Client().deleteBucket(request -> request.bucket(object.bucket()));
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));
      pipeline.start(pipeline.settings(Duration.ofSeconds(1)), settings -> settings);
      Eventually.until(
          "left more often than attempts are allowed",
          () -> pipeline.observer.count("object left no_bucket") > 3);

      lab.createBucket(pipeline.bucket);
      lab.put(pipeline.bucket, "x.log", S3SourceTest.bytes("x\n"));

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertTrue(pipeline.ledger.givenUp.isEmpty());
      assertEquals(1, pipeline.ledger.settledObjects());
    }
  }

  /** Who may send messages names objects that never were, and one that is. */
  @Test
  void oneMessageBringsAboutOneDeadLetter() throws IOException {
    Duration visibility = Duration.ofSeconds(2);
    try (Pipeline pipeline = new Pipeline(lab, "poison-many", visibility);
        LogLines work = new LogLines("dev.weir.source.ObjectWork");
        LogLines poison = new LogLines("dev.weir.source.Poison")) {
      lab.put(pipeline.bucket, "waf/1.log", S3SourceTest.bytes(S3SourceTest.wafLines(2)));
      String keys =
          IntStream.range(0, 150)
              .mapToObj(i -> "\"gone/" + i + ".log\",")
              .collect(Collectors.joining());
      lab.send(
          pipeline.queueUrl,
          "{\"s3Bucket\":\"" + pipeline.bucket + "\",\"s3ObjectKey\":[" + keys + "\"waf/1.log\"]}");

      pipeline.start(pipeline.settings(visibility), settings -> settings);

      CountingObserver observer = pipeline.observer;
      Eventually.until("it came again", () -> observer.count("left object_left") == 2);
      assertEquals(1, pipeline.ledger.settledObjects(), "what is there is read");
      assertEquals(
          1, pipeline.ledger.givenUp.stream().map(UnreadableObject::object).distinct().count());
      assertEquals(1, pipeline.messagesInQueue(), "it still names what was not read");
      assertEquals(0, observer.count("deleted"));
      assertTrue(work.lines().size() <= ObjectWork.WARNINGS_A_MINUTE, () -> "" + work.lines());
      assertTrue(poison.lines().size() <= 2, () -> "" + poison.lines());
    }
  }
}
