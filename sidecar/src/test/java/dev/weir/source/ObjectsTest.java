package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.aws.AwsClients;
import dev.weir.source.fetch.FetchException;
import dev.weir.source.fetch.ObjectAddress;
import dev.weir.source.fetch.ObjectFetcher;
import dev.weir.source.send.ForwardPeer;
import dev.weir.source.send.ReceivedFrame;
import dev.weir.units.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of objects of every kind, on real servers. */
@ExtendWith(LabExtension.class)
class ObjectsTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final Lab lab;

  ObjectsTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void resumesWhereTheConnectionWasCut() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-cut", VISIBILITY);
        CuttingProxy proxy = new CuttingProxy(lab.s3().endpoint(), 300_000, 3)) {
      String lines = noise(20_000);
      byte[] object = S3SourceTest.gzip(lines);
      assertTrue(object.length > 1_000_000, "bytes: " + object.length);
      lab.put(pipeline.bucket, "noise.log", object, pipeline.queueUrl);

      pipeline.start(
          pipeline.settings(VISIBILITY, pipeline.s3Access(proxy.endpoint())),
          UnaryOperator.identity());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(3, proxy.cuts());
      assertTrue(pipeline.observer.count("resumed") >= 3);
      assertEquals(20_000, pipeline.records().size());
      assertEquals(1, pipeline.observer.count("opened text"));
    }
  }

  @Test
  void readsAllFormsOfNotifications() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-forms", VISIBILITY)) {
      StoredObject one = put(pipeline, "one/a b+c.log");
      StoredObject two = put(pipeline, "two/ü.log");
      StoredObject three = put(pipeline, "three.log");
      StoredObject four = put(pipeline, "four.log");
      String region = lab.s3().region();
      lab.send(pipeline.queueUrl, S3EventMessages.testEvent(pipeline.bucket, Instant.EPOCH));
      lab.send(pipeline.queueUrl, S3EventMessages.created(region, List.of(one, two)));
      lab.send(
          pipeline.queueUrl,
          S3EventMessages.snsWrapped(
              region, "topic", Instant.EPOCH, S3EventMessages.created(region, three)));
      lab.send(pipeline.queueUrl, S3EventMessages.eventBridge(region, four));

      pipeline.start();

      Eventually.until("all deleted", () -> pipeline.observer.count("deleted") == 4);
      assertEquals(0, pipeline.messagesInQueue());
      assertEquals(4, pipeline.ledger.settledObjects());
      assertEquals(12, pipeline.records().size());
    }
  }

  @Test
  void settlesObjectsWithoutRecordsWithoutReadingThem() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-skipped", VISIBILITY)) {
      lab.put(pipeline.bucket, "folder/", new byte[0], pipeline.queueUrl);
      lab.put(pipeline.bucket, "empty.log", new byte[0], pipeline.queueUrl);
      lab.put(pipeline.bucket, "skip/this.log", bytes("x\n"), pipeline.queueUrl);
      lab.put(
          pipeline.bucket,
          "AWSLogs/123456789012/CloudTrail-Digest/eu-west-1/2026/01/02/d.json.gz",
          bytes("{}"),
          pipeline.queueUrl);
      StoredObject gone = put(pipeline, "gone.log");
      lab.s3Client().deleteObject(request -> request.bucket(gone.bucket()).key(gone.key()));
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), gone));
      SourceSettings settings = pipeline.settings(VISIBILITY);
      BucketSettings bucket = settings.buckets().getFirst();

      pipeline.start(
          settings,
          given ->
              with(
                  given,
                  new BucketSettings(
                      bucket.bucket(),
                      List.of(),
                      null,
                      bucket.access(),
                      List.of(),
                      List.of("skip/**"),
                      List.of(),
                      new AfterSettlement.Keep(),
                      null),
                  given.limits().window()));

      Eventually.until("all deleted", () -> pipeline.observer.count("deleted") == 5);
      assertEquals(1, pipeline.observer.count("skipped folder"));
      assertEquals(1, pipeline.observer.count("skipped empty"));
      assertEquals(1, pipeline.observer.count("skipped excluded"));
      assertEquals(1, pipeline.observer.count("skipped cloudtrail_digest"));
      assertEquals(1, pipeline.observer.count("poisoned gone"));
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  @Test
  void takesTheTypeThatConfigurationNames() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-types", VISIBILITY)) {
      lab.put(pipeline.bucket, "raw/x.json", bytes("{\"a\":1}\n"), pipeline.queueUrl);
      SourceSettings settings = pipeline.settings(VISIBILITY);
      BucketSettings bucket = settings.buckets().getFirst();

      pipeline.start(
          settings,
          given ->
              with(
                  given,
                  new BucketSettings(
                      bucket.bucket(),
                      List.of("raw/"),
                      null,
                      bucket.access(),
                      List.of("**.json"),
                      List.of(),
                      List.of(new TypeRule("raw/*", "text", "types[0]")),
                      new AfterSettlement.Keep(),
                      null),
                  given.limits().window()));

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals("{\"a\":1}", pipeline.records().getFirst().text("message"));
    }
  }

  @Test
  void settlesABrokenObjectWithADeadLetterBehindItsRecords() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-broken", VISIBILITY)) {
      byte[] whole = S3SourceTest.gzip(noise(1000));
      byte[] half = Arrays.copyOf(whole, whole.length / 2);
      lab.put(pipeline.bucket, "half.log.gz", half, pipeline.queueUrl);

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("dead truncated_compression"));
      assertTrue(pipeline.records().size() > 300);
      assertEquals("truncated_compression", pipeline.records().getLast().text("reason"));
    }
  }

  @Test
  void sendsNoMoreThanTheWindowHoldsAndGoesOnAsItIsSettled() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-window", VISIBILITY)) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      for (int i = 0; i < 3; i++) {
        lab.put(pipeline.bucket, i + ".log", bytes(noise(30_000)), pipeline.queueUrl);
      }
      ByteSize window = ByteSize.ofMiB(3);
      SourceSettings settings = pipeline.settings(VISIBILITY);
      pipeline.start(settings, given -> SourceSettingsBuilder.from(given).window(window).build());
      Eventually.until("window full", () -> pipeline.observer.mostUnsettled() > 2_000_000);

      int settled = 0;
      while (pipeline.observer.count("deleted") < 3) {
        int next = settled;
        Eventually.until(
            "more, or all",
            () -> pipeline.peer.frames().size() > next || pipeline.observer.count("deleted") == 3);
        if (pipeline.peer.frames().size() > next) {
          ReceivedFrame frame = pipeline.peer.frames().get(next);
          pipeline.settle(frame);
          settled++;
        }
      }

      assertEquals(90_000, pipeline.records().size());
      assertTrue(pipeline.observer.mostUnsettled() <= window.bytes());
    }
  }

  @Test
  void leavesTheMessageWhenTheBucketDoesNotExist() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-no-bucket", VISIBILITY)) {
      StoredObject object = put(pipeline, "x.log");
      lab.s3Client().deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
      lab.s3Client().deleteBucket(request -> request.bucket(object.bucket()));
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));

      pipeline.start();

      Eventually.until("left", () -> pipeline.observer.count("left object_left") == 1);
      assertEquals(1, pipeline.observer.count("object left no_bucket"));
      assertEquals(1, pipeline.messagesInQueue());
    }
  }

  @Test
  void noticesThatAnObjectWasOverwrittenWhileItWasRead() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "objects-overwritten", VISIBILITY);
        CuttingProxy proxy = new CuttingProxy(lab.s3().endpoint(), 100_000, 1)) {
      lab.put(pipeline.bucket, "x.log", bytes(noise(20_000)));
      var s3 = new AwsClients(pipeline.credentials(), 4).s3(pipeline.s3Access(proxy.endpoint()));
      var fetched =
          new ObjectFetcher(s3)
              .fetch(
                  new ObjectAddress(pipeline.bucket, "x.log", null, null),
                  () -> lab.put(pipeline.bucket, "x.log", bytes("other\n")));

      var e = Assertions.assertThrows(FetchException.class, () -> fetched.bytes().readAllBytes());

      assertEquals(FetchException.Reason.OVERWRITTEN, e.reason());
    }
  }

  private StoredObject put(Pipeline pipeline, String key) throws IOException {
    return lab.put(pipeline.bucket, key, bytes(key + "\nsecond\nthird\n"));
  }

  private static SourceSettings with(
      SourceSettings settings, BucketSettings bucket, ByteSize window) {
    return SourceSettingsBuilder.from(settings).buckets(bucket).window(window).build();
  }

  /** Lines that hardly compress. */
  private static String noise(int lines) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      for (int c = 0; c < 80; c++) {
        text.append((char) ('!' + random.nextInt(90)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
