package dev.weir.daemon;

import dev.weir.control.Answers;
import dev.weir.control.Backfills;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.proto.v1.TroubledObject;
import dev.weir.source.Backfill;
import dev.weir.source.BackfillRun;
import dev.weir.source.CatchUpCount;
import dev.weir.source.CatchUpReport;
import dev.weir.source.ObjectTrouble;
import dev.weir.source.S3Source;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Backfills through the source of this process, one at a time. */
final class SourceBackfills implements Backfills {
  private static final Duration BETWEEN_ANSWERS = Duration.ofMillis(500);

  private final @Nullable S3Source source;
  private final ReentrantLock running = new ReentrantLock();

  SourceBackfills(@Nullable S3Source source) {
    this.source = source;
  }

  @Override
  public void run(
      BackfillRequest request, Consumer<BackfillProgress> progress, BooleanSupplier cancelled)
      throws InterruptedException {
    if (source == null) {
      throw new IllegalStateException("this daemon has no source, so it reads no objects");
    }
    BackfillRun run =
        source.backfill(
            new Backfill(
                request.getBucket(),
                request.getPrefix(),
                request.hasFromSeconds() ? Instant.ofEpochSecond(request.getFromSeconds()) : null,
                request.hasToSeconds() ? Instant.ofEpochSecond(request.getToSeconds()) : null,
                request.getNotify()));
    if (!running.tryLock()) {
      throw new IllegalStateException("another backfill runs; this daemon does one at a time");
    }
    try {
      watch(run, request.getDryRun(), progress, cancelled);
    } finally {
      running.unlock();
    }
  }

  private static void watch(
      BackfillRun run,
      boolean dryRun,
      Consumer<BackfillProgress> progress,
      BooleanSupplier cancelled)
      throws InterruptedException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread thread = Thread.ofVirtual().name("weir-backfill").start(() -> run(run, dryRun, end));
    try {
      while (!thread.join(BETWEEN_ANSWERS)) {
        if (cancelled.getAsBoolean()) {
          return;
        }
        progress.accept(progress(run));
      }
    } finally {
      thread.interrupt();
    }
    try {
      end.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    progress.accept(progress(run));
  }

  private static void run(BackfillRun run, boolean dryRun, CompletableFuture<Void> end) {
    try {
      run.run(dryRun);
      end.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end.cancel(false);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private static TroubledObject trouble(ObjectTrouble object) {
    TroubledObject.Builder trouble =
        TroubledObject.newBuilder()
            .setKind(object.kind().label())
            .setBucket(object.bucket())
            .setKey(object.key())
            .setRecords(object.records());
    if (object.version() != null) {
      trouble.setVersion(object.version());
    }
    return trouble.build();
  }

  private static BackfillProgress progress(BackfillRun run) {
    CatchUpCount total = run.total();
    CatchUpCount now = run.progress();
    CatchUpReport report = run.report();
    return BackfillProgress.newBuilder()
        .setFates(Answers.conservation(report.counts()))
        .setUnparsed(report.counts().unparsed())
        .setTroubled(report.troubled())
        .addAllTroubles(report.troubles().stream().map(SourceBackfills::trouble).toList())
        .setLeftOut(report.leftOut())
        .setListed(total.listed())
        .setSettledBefore(total.settled())
        .setMissing(total.missing())
        .setMissingBytes(total.missingBytes())
        .setCounted(run.isCounted())
        .setDone(now.done())
        .setDoneBytes(now.doneBytes())
        .setRecords(now.records())
        .setPoisoned(now.poisoned())
        .setLeft(now.left())
        .build();
  }
}
