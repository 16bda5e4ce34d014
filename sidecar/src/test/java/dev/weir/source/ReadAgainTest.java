package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Objects on which a source gave up, read again for their dead letters. */
@ExtendWith(LabExtension.class)
class ReadAgainTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final Lab lab;

  ReadAgainTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void readsTheVersionThatWasGivenUpAndNoOther() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-versions", VISIBILITY)) {
      lab.s3Client()
          .putBucketVersioning(
              request ->
                  request
                      .bucket(pipeline.bucket)
                      .versioningConfiguration(
                          versions -> versions.status(BucketVersioningStatus.ENABLED)));
      ObjectVersion first = version(put(pipeline, "a.log", "one\ntwo\n"));
      ObjectVersion second = version(put(pipeline, "a.log", "three\n"));
      pipeline.ledger.tell(first, LedgerState.POISONED);
      pipeline.ledger.tell(second, LedgerState.SETTLED);
      S3Source source = pipeline.start();

      assertEquals(ReadAgain.SETTLED, readAgain(source, first));

      assertEquals(List.of(first), pipeline.ledger.objects());
      Eventually.until("both lines", () -> pipeline.records().size() == 2);
    }
  }

  @Test
  void readsAnObjectByItsETag() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-etag", VISIBILITY)) {
      ObjectVersion object = version(put(pipeline, "a.log", "one\n"));
      pipeline.ledger.tell(object, LedgerState.POISONED);
      S3Source source = pipeline.start();

      assertEquals(ReadAgain.SETTLED, readAgain(source, object));
      assertEquals(ReadAgain.SETTLED, readAgain(source, object), "it is settled since");

      Eventually.until("the line", () -> pipeline.records().size() == 1);
      assertEquals(1, pipeline.ledger.account(object).attempts);
    }
  }

  @Test
  void readsNothingThatTookTheObjectsPlace() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-overwritten", VISIBILITY)) {
      ObjectVersion first = version(put(pipeline, "a.log", "one\n"));
      ObjectVersion second = version(put(pipeline, "a.log", "two\n"));
      pipeline.ledger.tell(first, LedgerState.POISONED);
      S3Source source = pipeline.start();

      assertEquals(ReadAgain.GONE, readAgain(source, first));
      pipeline.ledger.tell(second, LedgerState.SETTLED);
      assertEquals(ReadAgain.GONE, readAgain(source, first));

      assertTrue(pipeline.peer.frames().isEmpty());
      assertTrue(pipeline.ledger.givenUp.isEmpty());
    }
  }

  @Test
  void writesNothingOfWhatIsGone() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-gone", VISIBILITY)) {
      StoredObject object = put(pipeline, "a.log", "one\n");
      lab.s3Client().deleteObject(request -> request.bucket(object.bucket()).key(object.key()));
      ObjectVersion unversioned = new ObjectVersion(object.bucket(), object.key(), "");
      S3Source source = pipeline.start();

      assertEquals(ReadAgain.GONE, readAgain(source, version(object)));
      assertEquals(ReadAgain.GONE, readAgain(source, unversioned));

      assertTrue(pipeline.ledger.givenUp.isEmpty());
    }
  }

  @Test
  void writesNothingOfWhatIsStillDenied() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-denied", VISIBILITY)) {
      ObjectVersion object = version(put(pipeline, "a.log", "one\n"));
      BucketSettings bucket =
          new BucketSettings(
              pipeline.bucket,
              List.of(),
              null,
              pipeline.s3Access(),
              List.of(),
              List.of(),
              List.of(),
              new AfterSettlement.Keep(),
              null);
      S3Source source = pipeline.startAsNobody(pipeline.settings(VISIBILITY, bucket));

      for (int attempt = 0; attempt < 3; attempt++) {
        assertEquals(ReadAgain.LEFT, readAgain(source, object));
      }

      assertTrue(pipeline.ledger.givenUp.isEmpty());
    }
  }

  @Test
  void readsWhatAKeyHoldsNowWhereNoVersionWasTold() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "again-unversioned", VISIBILITY)) {
      StoredObject object = put(pipeline, "a.log", "one\n");
      S3Source source = pipeline.start();

      assertEquals(
          ReadAgain.SETTLED,
          readAgain(source, new ObjectVersion(object.bucket(), object.key(), "")));
      assertEquals(
          ReadAgain.NOT_WANTED, readAgain(source, new ObjectVersion("elsewhere", "a.log", "")));

      assertEquals(List.of(version(object)), pipeline.ledger.objects());
    }
  }

  private static ReadAgain readAgain(S3Source source, ObjectVersion object) throws Exception {
    return source.readAgain(object, false, () -> true).get(20, TimeUnit.SECONDS);
  }

  private StoredObject put(Pipeline pipeline, String key, String content) throws IOException {
    return lab.put(pipeline.bucket, key, S3SourceTest.bytes(content));
  }

  private static ObjectVersion version(StoredObject object) {
    String version = object.versionId() == null ? object.eTag() : object.versionId();
    return ObjectVersion.of(object.bucket(), object.key(), version);
  }
}
