package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the ledger knows is not read again, by whatever host it was read. */
@ExtendWith(LabExtension.class)
class LedgerAskedTest {
  private final Lab lab;

  LedgerAskedTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void onlyDeletesTheMessageOfAnObjectThatIsSettled() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-settled", Duration.ofSeconds(30))) {
      StoredObject object = put(pipeline, "waf/1.log");
      pipeline.ledger.tell(version(object), LedgerState.SETTLED);
      // A GET would find nothing, and say so.
      delete(object);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("skipped settled_before"));
      assertEquals(0, pipeline.observer.count("poisoned gone"));
      assertEquals(0, pipeline.messagesInQueue());
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  @Test
  void asksOnceForAllObjectsOfAMessage() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-once", Duration.ofSeconds(30))) {
      List<StoredObject> objects =
          List.of(put(pipeline, "a.log"), put(pipeline, "b.log"), put(pipeline, "c.log"));
      pipeline.ledger.tell(version(objects.get(1)), LedgerState.SETTLED);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), objects));

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.ledger.questions.size());
      assertEquals(3, pipeline.ledger.questions.getFirst().size());
      assertEquals(2, pipeline.ledger.settledObjects());
      assertEquals(1, pipeline.observer.count("skipped settled_before"));
      assertEquals(2, pipeline.observer.count("took"));
    }
  }

  @Test
  void holdsTheMessageWhileNobodyCanTell() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-silent", Duration.ofSeconds(2))) {
      pipeline.ledger.silent(true);
      lab.put(pipeline.bucket, "a.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
      pipeline.start(pipeline.settings(Duration.ofSeconds(2)), settings -> settings);
      Eventually.until("asked", () -> pipeline.ledger.questions.size() == 1);

      long end = System.nanoTime() + Duration.ofSeconds(6).toNanos();
      Eventually.until("three visibility timeouts later", () -> System.nanoTime() - end > 0);

      assertEquals(0, pipeline.observer.count("again"));
      assertEquals(0, pipeline.observer.count("deleted"));
      assertEquals(1, pipeline.messagesInQueue());
      assertTrue(pipeline.peer.frames().isEmpty());
      pipeline.ledger.silent(false);
      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.records().size());
    }
  }

  @Test
  void handsTheMessageBackWhenItClosesBeforeAnybodyCouldTell() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-closes", Duration.ofMinutes(10))) {
      pipeline.ledger.silent(true);
      lab.put(pipeline.bucket, "a.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
      S3Source source =
          pipeline.start(pipeline.settings(Duration.ofMinutes(10)), settings -> settings);
      Eventually.until("asked", () -> pipeline.ledger.questions.size() == 1);

      source.close();

      var received =
          lab.sqsClient()
              .receiveMessage(request -> request.queueUrl(pipeline.queueUrl).waitTimeSeconds(5));
      assertEquals(1, received.messages().size());
      assertTrue(pipeline.observer.count("left handed_back") >= 1);
    }
  }

  @Test
  void doesNotReadAgainWhatWasSettledWhileTheAnswerWasOnItsWay() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-stale", Duration.ofSeconds(30))) {
      CountDownLatch stale = pipeline.ledger.answerNextLate();
      StoredObject object = put(pipeline, "twice.log");
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));
      pipeline.start();
      Eventually.until("asked", () -> pipeline.ledger.questions.size() == 1);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));
      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);

      stale.countDown();

      Eventually.until("both deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(1, pipeline.ledger.account(version(object)).attempts);
      assertEquals(1, pipeline.peer.frames().size());
      assertEquals(1, pipeline.observer.count("skipped settled_before"));
    }
  }

  @Test
  void asksAgainWhenTheObjectIsGone() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-moved", Duration.ofSeconds(30))) {
      StoredObject object = put(pipeline, "moved.log");
      delete(object);
      // Another host settled and moved it between the question and the GET.
      pipeline.ledger.tellNext(version(object), LedgerState.SETTLED);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("skipped settled_before"));
      assertTrue(pipeline.ledger.givenUp.isEmpty());
    }
  }

  @Test
  void triesAPoisonedObjectAgainWhenItIsAnnouncedAnew() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "ledger-restored", Duration.ofSeconds(30))) {
      StoredObject object = put(pipeline, "restored.log");
      pipeline.ledger.tell(version(object), LedgerState.POISONED);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));

      pipeline.start();

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(
          Set.of(version(object)), Set.copyOf(pipeline.ledger.objects()), "read and settled");
    }
  }

  private StoredObject put(Pipeline pipeline, String key) {
    return lab.put(pipeline.bucket, key, S3SourceTest.bytes(key + "\nmore\n"));
  }

  private void delete(StoredObject object) {
    lab.s3Client().deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
  }

  static ObjectVersion version(StoredObject object) {
    return ObjectVersion.of(object.bucket(), object.key(), object.eTag());
  }
}
