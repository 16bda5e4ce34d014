package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.account.Counts;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.S3EventMessages;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.after.AfterWhen;
import dev.weir.source.send.ForwardPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done with objects when they are settled, and not before. */
@ExtendWith(LabExtension.class)
class AfterSettlementTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final Lab lab;

  AfterSettlementTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void movesAnObjectWhenItIsSettledAndThenDeletesTheMessage() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "after-moves", VISIBILITY)) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.ACK);
      lab.put(pipeline.bucket, "in/a b+c.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
      start(pipeline, new AfterSettlement.Move("done/"));
      Eventually.until("acknowledged", () -> pipeline.observer.count("acknowledged") == 1);
      assertEquals(List.of("in/a b+c.log"), pipeline.keys());

      pipeline.settle(pipeline.peer.frames().getFirst());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(List.of("done/in/a b+c.log"), pipeline.keys());
      assertEquals(1, pipeline.observer.count("after move done"));
    }
  }

  @Test
  void doesOnceMoreWhatAnotherHostDidNotComeTo() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "after-repeats", VISIBILITY)) {
      StoredObject there = lab.put(pipeline.bucket, "in/there.log", S3SourceTest.bytes("x\n"));
      StoredObject moved = lab.put(pipeline.bucket, "in/moved.log", S3SourceTest.bytes("y\n"));
      lab.s3Client().deleteObject(request -> request.bucket(moved.bucket()).key(moved.key()));
      for (StoredObject object : List.of(there, moved)) {
        pipeline.ledger.tell(version(object), LedgerState.SETTLED);
        lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), object));
      }

      start(pipeline, new AfterSettlement.Delete());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(List.of(), pipeline.keys());
      assertEquals(1, pipeline.observer.count("after delete done"));
      assertEquals(1, pipeline.observer.count("after delete absent"));
    }
  }

  @Test
  void leavesWhatHasUnaccountedRecords() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "after-unaccounted", VISIBILITY)) {
      pipeline.ledger.counts = new Counts(1, 0, 0, Map.of(), Map.of(), 0, 1, 0, 0);
      lab.put(pipeline.bucket, "in/now.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);
      StoredObject before = lab.put(pipeline.bucket, "in/before.log", S3SourceTest.bytes("y\n"));
      pipeline.ledger.tell(version(before), LedgerState.UNACCOUNTED);
      lab.send(pipeline.queueUrl, S3EventMessages.created(lab.s3().region(), before));

      start(pipeline, new AfterSettlement.Delete());

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 2);
      assertEquals(List.of("in/before.log", "in/now.log"), pipeline.keys());
      assertEquals(2, pipeline.observer.count("after delete kept_unaccounted"));
    }
  }

  @Test
  void leavesWhatIsNoTextThoughItsLetterHasNoFateYet() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "after-no-text", VISIBILITY)) {
      // As where Fluent Bit settles: the object's line is written before its records have fates.
      pipeline.ledger.counts = new Counts(1, 0, 0, Map.of(), Map.of(), 0, 0, 0, 0);
      byte[] png = HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
      lab.put(pipeline.bucket, "in/a.png", png, pipeline.queueUrl);

      start(pipeline, new AfterSettlement.Delete(AfterWhen.SETTLED));

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(List.of("in/a.png"), pipeline.keys());
      assertEquals(1, pipeline.observer.count("after delete kept_only_copy"));
    }
  }

  @Test
  void deletesTheMessageWhereS3RefusesTheAction() throws IOException {
    try (Pipeline pipeline = new Pipeline(lab, "after-refused", VISIBILITY)) {
      lab.put(pipeline.bucket, "in/a.log", S3SourceTest.bytes("x\n"), pipeline.queueUrl);

      // The lab's S3 knows no tags.
      start(pipeline, new AfterSettlement.Tag("weir", "settled"));

      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(1, pipeline.observer.count("after tag refused"));
      assertEquals(List.of("in/a.log"), pipeline.keys());
    }
  }

  private static void start(Pipeline pipeline, AfterSettlement after) {
    pipeline.start(
        pipeline.settings(VISIBILITY, pipeline.bucket("in/", after)), settings -> settings);
  }

  private static ObjectVersion version(StoredObject object) {
    return ObjectVersion.of(object.bucket(), object.key(), object.eTag());
  }
}
