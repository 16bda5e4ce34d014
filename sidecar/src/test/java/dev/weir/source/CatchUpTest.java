package dev.weir.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.account.Counts;
import dev.weir.account.LedgerState;
import dev.weir.account.ObjectVersion;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.lab.StoredObject;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.send.ForwardPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Objects that no message announced are found, by sweeps and by backfills. */
@ExtendWith(LabExtension.class)
class CatchUpTest {
  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  private final Lab lab;

  CatchUpTest(Lab lab) {
    this.lab = lab;
  }

  @Test
  void aSweepReadsWhatTheLedgerDoesNotHaveBesideTheQueue() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "sweep-finds", VISIBILITY)) {
      put(pipeline, "unannounced.log");
      StoredObject settled = put(pipeline, "settled.log");
      StoredObject poisoned = put(pipeline, "poisoned.log");
      pipeline.ledger.tell(version(settled), LedgerState.SETTLED);
      pipeline.ledger.tell(version(poisoned), LedgerState.POISONED);
      lab.put(pipeline.bucket, "announced.log", S3SourceTest.bytes("a\n"), pipeline.queueUrl);

      sweep(pipeline, Duration.ZERO);

      Eventually.until("both settled", () -> pipeline.ledger.settledObjects() == 2);
      Eventually.until("three sweeps", () -> pipeline.observer.count("swept") >= 3);
      Eventually.until("deleted", () -> pipeline.observer.count("deleted") == 1);
      assertEquals(2, pipeline.peer.frames().size(), "each read once");
      assertTrue(pipeline.ledger.givenUp.isEmpty());
    }
  }

  @Test
  void aSweepLeavesYoungObjectsToTheirMessages() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "sweep-young", VISIBILITY)) {
      put(pipeline, "young.log");

      sweep(pipeline, Duration.ofHours(1));

      Eventually.until("three sweeps", () -> pipeline.observer.count("swept") >= 3);
      assertEquals(0, pipeline.observer.count("missing"));
      assertTrue(pipeline.peer.frames().isEmpty());
    }
  }

  @Test
  void aBackfillReadsItsDaysAndGoesOnWhereItEnded() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-days", VISIBILITY)) {
      for (int day = 1; day <= 28; day++) {
        put(pipeline, "AWSLogs/1/x/2026/01/%02d/a.log".formatted(day));
      }
      put(pipeline, "AWSLogs/undated.log");
      S3Source source = start(pipeline, "AWSLogs/", SweepSettings.OFF);
      Backfill days = backfill(pipeline, "", "2026-01-10T00:00:00Z", "2026-01-13T00:00:00Z");

      BackfillRun dry = source.backfill(days);
      dry.run(true);
      assertEquals(3, dry.total().missing());
      assertTrue(pipeline.peer.frames().isEmpty());
      BackfillRun first = source.backfill(days);
      first.run(false);
      BackfillRun second =
          source.backfill(backfill(pipeline, "AWSLogs/", "2026-01-09T00:00:00Z", null));
      second.run(false);

      assertEquals(new CatchUpCount(3, 0, 3, 6 * 3, 3, 6 * 3, 6, 0, 0), first.progress());
      assertEquals(21, second.total().listed(), "days 9 to 28, and what was written just now");
      assertEquals(3, second.total().settled());
      assertEquals(18, second.progress().done());
      assertEquals(21, pipeline.ledger.settledObjects());
    }
  }

  @Test
  void aBackfillNamesWhatNobodyKnowsTheFateOf() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-fates", VISIBILITY)) {
      StoredObject object = put(pipeline, "lost.log");
      pipeline.ledger.counts = new Counts(2, 0, 0, Map.of(), Map.of(), 0, 2, 0, 0);
      S3Source source = start(pipeline, "", SweepSettings.OFF);

      BackfillRun run = source.backfill(backfill(pipeline, "", null, null));
      run.run(false);

      assertEquals(1, run.progress().done());
      assertEquals(2, run.report().counts().unaccounted());
      assertEquals(1, run.report().troubled());
      assertEquals(
          List.of(
              new ObjectTrouble(
                  ObjectTrouble.Kind.UNACCOUNTED, object.bucket(), object.key(), object.eTag(), 2)),
          run.report().troubles());
    }
  }

  @Test
  void aBackfillReadsEachVersion() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-versions", VISIBILITY)) {
      lab.s3Client()
          .putBucketVersioning(
              request ->
                  request
                      .bucket(pipeline.bucket)
                      .versioningConfiguration(
                          versions -> versions.status(BucketVersioningStatus.ENABLED)));
      List<StoredObject> versions =
          List.of(put(pipeline, "a.log"), put(pipeline, "a.log"), put(pipeline, "b.log"));
      S3Source source = start(pipeline, "", SweepSettings.OFF);

      BackfillRun run = source.backfill(backfill(pipeline, "", null, null));
      run.run(false);

      assertEquals(3, run.progress().done());
      assertEquals(
          versions.stream()
              .map(each -> String.valueOf(each.versionId()))
              .collect(Collectors.toSet()),
          pipeline.ledger.objects().stream()
              .map(ObjectVersion::version)
              .collect(Collectors.toSet()));
    }
  }

  @Test
  void aBackfillReadsAgainWhatIsUnaccountedAndASweepDoesNot() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-unaccounted", VISIBILITY)) {
      StoredObject object = put(pipeline, "unaccounted.log");
      pipeline.ledger.tell(version(object), LedgerState.UNACCOUNTED);
      S3Source source =
          start(
              pipeline,
              "",
              new AfterSettlement.Delete(),
              new SweepSettings(
                  Duration.ofMillis(300), Duration.ZERO, Duration.ofDays(1), List.of()));
      Eventually.until("three sweeps", () -> pipeline.observer.count("swept") >= 3);
      assertTrue(pipeline.peer.frames().isEmpty());

      BackfillRun run = source.backfill(backfill(pipeline, "", null, null));
      run.run(false);

      assertEquals(1, run.total().missing());
      assertEquals(1, run.progress().done());
      assertEquals(2, pipeline.records().size());
      assertEquals(1, pipeline.observer.count("after delete done"), "it is whole now");
    }
  }

  @Test
  void aBackfillThatIsInterruptedBeginsNothingMore() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-ends", VISIBILITY)) {
      pipeline.peer.behave(frame -> ForwardPeer.Answer.SILENCE);
      for (int i = 0; i < 20; i++) {
        put(pipeline, i + ".log");
      }
      // Without a window to fill, each silent object gives its slot to the next one.
      S3Source source = start(pipeline, "", SweepSettings.OFF);
      BackfillRun run = source.backfill(backfill(pipeline, "", null, null));
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      run.run(false);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      Eventually.until("sent", () -> !pipeline.peer.frames().isEmpty());

      thread.interrupt();

      assertTrue(thread.join(Duration.ofSeconds(10)));
      assertEquals(0, run.progress().done());
    }
  }

  @Test
  void nothingBesideTheConfiguredPrefixesIsListed() throws Exception {
    try (Pipeline pipeline = new Pipeline(lab, "backfill-foreign", VISIBILITY)) {
      put(pipeline, "elsewhere/a.log");
      put(pipeline, "in/a.log");
      S3Source source = start(pipeline, "in/", SweepSettings.OFF);

      assertThrows(
          IllegalArgumentException.class,
          () -> source.backfill(backfill(pipeline, "elsewhere/", null, null)));
      BackfillRun run = source.backfill(backfill(pipeline, "", null, null));
      run.run(true);

      assertEquals(1, run.total().listed());
      assertFalse(run.total().missing() > 1);
    }
  }

  private static void sweep(Pipeline pipeline, Duration olderThan) {
    start(
        pipeline,
        "",
        new SweepSettings(Duration.ofMillis(300), olderThan, Duration.ofDays(1), List.of()));
  }

  private static S3Source start(Pipeline pipeline, String prefix, SweepSettings sweep) {
    return start(pipeline, prefix, new AfterSettlement.Keep(), sweep);
  }

  private static S3Source start(
      Pipeline pipeline, String prefix, AfterSettlement after, SweepSettings sweep) {
    BucketSettings bucket = pipeline.bucket(prefix, after);
    return pipeline.start(
        pipeline.settings(VISIBILITY),
        settings -> SourceSettingsBuilder.from(settings).buckets(bucket).sweep(sweep).build());
  }

  private static Backfill backfill(
      Pipeline pipeline, String prefix, @Nullable String from, @Nullable String to) {
    return new Backfill(
        pipeline.bucket,
        prefix,
        from == null ? null : Instant.parse(from),
        to == null ? null : Instant.parse(to),
        false);
  }

  private StoredObject put(Pipeline pipeline, String key) {
    return lab.put(pipeline.bucket, key, S3SourceTest.bytes("one\nx\n"));
  }

  private static ObjectVersion version(StoredObject object) {
    return ObjectVersion.of(object.bucket(), object.key(), object.eTag());
  }
}
