package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weir.settings.AwsAccess;
import dev.weir.source.decompress.DecompressionLimits;
import dev.weir.source.frame.ChunkIds;
import dev.weir.source.frame.FrameLimits;
import dev.weir.source.queue.NotifiedObject;
import dev.weir.source.resend.SentFrames;
import dev.weir.thread.BusyThreads;
import dev.weir.type.LogTypes;
import dev.weir.units.ByteSize;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class ObjectSchedulerTest {
  private final CountingObserver observer = new CountingObserver();

  @Test
  void letsGoOfAnObjectThatAnErrorHit() throws Exception {
    ObjectScheduler scheduler = scheduler(new BrokenS3(), 1);

    // One slot: the second comes to its turn only if the first gave it back.
    for (String key : List.of("a.log", "b.log", "a.log")) {
      NotifiedObject object = new NotifiedObject("b", key, null, null, 10, null);
      assertEquals(false, take(scheduler, object).get(10, TimeUnit.SECONDS));
    }
    scheduler.awaitRoom();
  }

  @Test
  void aMessageDoesNotWaitForTheTurnOfABackfill() throws Exception {
    GatedS3 s3 = new GatedS3();
    // Of two objects that S3 is asked for at once, one is kept for what is live.
    ObjectScheduler scheduler = scheduler(s3, 1);
    NotifiedObject first = new NotifiedObject("b", "first.log", null, "e1", 10, null);
    NotifiedObject second = new NotifiedObject("b", "second.log", null, "e2", 10, null);

    CompletableFuture<ObjectOutcome> firstCaughtUp =
        scheduler.catchUp(first, ReadPurpose.MISSING, true, () -> true);
    assertEquals("first.log", s3.asked.poll(10, TimeUnit.SECONDS));
    CompletableFuture<ObjectOutcome> secondCaughtUp =
        scheduler.catchUp(second, ReadPurpose.MISSING, true, () -> true);
    CompletableFuture<Boolean> message = take(scheduler, second);

    assertEquals("second.log", s3.asked.poll(10, TimeUnit.SECONDS));
    assertFalse(firstCaughtUp.isDone());
    s3.gate.countDown();
    assertFalse(message.get(10, TimeUnit.SECONDS));
    assertEquals(ObjectOutcome.LEFT, firstCaughtUp.get(10, TimeUnit.SECONDS));
    assertEquals(ObjectOutcome.LEFT, secondCaughtUp.get(10, TimeUnit.SECONDS));
    assertEquals("second.log", s3.asked.poll(10, TimeUnit.SECONDS));
  }

  private static CompletableFuture<Boolean> take(ObjectScheduler scheduler, NotifiedObject object) {
    return scheduler.take(List.of(List.of(object))).getFirst();
  }

  private ObjectScheduler scheduler(S3Client s3, int objectsAtOnce) {
    LogTypes types = LogTypes.shipped();
    BucketSettings bucket = BucketSettings.of("b", AwsAccess.inRegion("us-east-1"));
    SourceLimits limits =
        new SourceLimits(
            ByteSize.ofMiB(1),
            objectsAtOnce,
            5,
            10,
            FrameLimits.DEFAULT,
            DecompressionLimits.DEFAULT);
    MemoryLedger ledger = new MemoryLedger();
    SecureRandom random = new SecureRandom();
    SentFrames sent = new SentFrames(Clock.systemUTC(), System::nanoTime);
    ObjectReader reader =
        new ObjectReader(
            new FrameReader(
                limits.frames(), limits.decompression(), types, Pipeline.KEY, new ChunkIds(random)),
            ledger,
            new UnsettledWindow(limits.window()),
            new ReadObjects(sent),
            sent,
            frame -> {},
            observer,
            System::nanoTime);
    WorkThreads threads = new WorkThreads();
    return new ObjectScheduler(
        new Buckets(List.of(new Bucket(bucket, "", s3, types))),
        ledger,
        new ObjectWork(
            limits,
            ledger,
            reader,
            new OpenObjects(System::nanoTime),
            new FetchWindow(limits.objectsAtOnce(), 2),
            threads,
            threads,
            new BusyThreads("weir-read-"),
            observer,
            System::nanoTime),
        threads,
        threads,
        new IntakeRoom(() -> 2, 10),
        observer,
        System::nanoTime);
  }

  /** S3 that answers late, and then that it is busy. */
  private static final class GatedS3 implements S3Client {
    final CountDownLatch gate = new CountDownLatch(1);
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      asked.add(request.key());
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw S3Exception.builder().statusCode(503).message("as a test").build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }

  /** S3 in a process that is out of memory. */
  private static final class BrokenS3 implements S3Client {
    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      throw new OutOfMemoryError("as a test");
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
