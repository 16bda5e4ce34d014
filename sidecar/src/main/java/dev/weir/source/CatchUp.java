package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.source.list.ListedObject;
import dev.weir.source.list.ObjectListing;
import dev.weir.source.queue.NotifiedObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One pass over what lies in buckets: each page is held against the ledger, and what that does not
 * have goes the way of announced objects, after all of those. An object holds no message here: one
 * that must come again is tried a few times more, and then left to the next pass.
 */
final class CatchUp {
  /** Read or waiting for its fates; small objects wait for longer than they are read. */
  private static final int IN_FLIGHT = 256;

  private static final int ATTEMPTS = 4;

  private final List<CatchUpScope> scopes;
  private final ObjectScheduler scheduler;
  private final SourceLedger ledger;
  private final Duration firstPause;
  private final AtomicLong listed = new AtomicLong();
  private final AtomicLong settled = new AtomicLong();
  private final AtomicLong missing = new AtomicLong();
  private final AtomicLong missingBytes = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong doneBytes = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong poisoned = new AtomicLong();
  private final AtomicLong left = new AtomicLong();
  private final CatchUpFates fates = new CatchUpFates();
  private volatile boolean stopped;

  CatchUp(
      List<CatchUpScope> scopes,
      ObjectScheduler scheduler,
      SourceLedger ledger,
      Duration firstPause) {
    this.scopes = scopes;
    this.scheduler = scheduler;
    this.ledger = ledger;
    this.firstPause = firstPause;
  }

  CatchUpCount count() {
    return new CatchUpCount(
        listed.get(),
        settled.get(),
        missing.get(),
        missingBytes.get(),
        done.get(),
        doneBytes.get(),
        records.get(),
        poisoned.get(),
        left.get());
  }

  CatchUpReport report() {
    return fates.report();
  }

  /**
   * Lists, and reads what is missing. Interrupted, it begins nothing more; what is being read is
   * read to its end.
   *
   * @param read false to count only
   * @throws software.amazon.awssdk.core.exception.SdkException if a bucket cannot be listed
   */
  void run(boolean read) throws InterruptedException {
    Semaphore places = new Semaphore(IN_FLIGHT);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        for (CatchUpScope scope : scopes) {
          ObjectListing listing = scope.bucket().listing(scope.prefix(), scope.days());
          List<ListedObject> page = listing.next();
          while (page != null) {
            for (NotifiedObject object : missing(scope, page)) {
              if (read) {
                places.acquire();
                threads.execute(() -> seeThrough(object, scope, places));
              }
            }
            page = listing.next();
          }
        }
        places.acquire(IN_FLIGHT);
      } catch (InterruptedException e) {
        stopped = true;
        threads.shutdownNow();
        throw e;
      }
    }
  }

  private List<NotifiedObject> missing(CatchUpScope scope, List<ListedObject> page)
      throws InterruptedException {
    Map<ObjectVersion, NotifiedObject> candidates = new LinkedHashMap<>();
    for (ListedObject each : page) {
      ObjectVersion version = each.object().version();
      if (version != null
          && scope.wanted().test(each)
          && scheduler.skipReason(each.object()) == null) {
        candidates.put(version, each.object());
      }
    }
    listed.addAndGet(candidates.size());
    fates.leftOut(page.size() - candidates.size());
    List<NotifiedObject> missed = new ArrayList<>();
    if (candidates.isEmpty()) {
      return missed;
    }
    ledger
        .states(candidates.keySet())
        .forEach(
            (version, state) -> {
              NotifiedObject object = candidates.get(version);
              if (object == null) {
                return;
              }
              if (!scope.takes(state)) {
                settled.incrementAndGet();
                fates.settledBefore(object, state);
              } else {
                missed.add(object);
              }
            });
    missing.addAndGet(missed.size());
    missed.forEach(object -> missingBytes.addAndGet(Math.max(0, object.bytes())));
    return missed;
  }

  private void seeThrough(NotifiedObject object, CatchUpScope scope, Semaphore places) {
    try {
      ObjectOutcome outcome = read(object, scope).get();
      Duration pause = firstPause;
      for (int i = 1; i < ATTEMPTS && !outcome.isFinal() && !stopped; i++) {
        // Backs off: S3 or the ledger failed, and neither says when it is back.
        Thread.sleep(pause);
        pause = pause.multipliedBy(4);
        outcome = read(object, scope).get();
      }
      count(object, outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      count(object, ObjectOutcome.LEFT);
    } catch (ExecutionException e) {
      count(object, ObjectOutcome.LEFT);
    } finally {
      places.release();
    }
  }

  private CompletableFuture<ObjectOutcome> read(NotifiedObject object, CatchUpScope scope) {
    return scheduler.catchUp(object, scope.asked(), scope.told(), () -> !stopped);
  }

  private void count(NotifiedObject object, ObjectOutcome outcome) {
    fates.add(object, outcome);
    switch (outcome.kind()) {
      case SETTLED, SKIPPED -> {
        done.incrementAndGet();
        doneBytes.addAndGet(Math.max(0, object.bytes()));
        records.addAndGet(outcome.records());
      }
      case POISONED -> poisoned.incrementAndGet();
      case GONE, LEFT -> left.incrementAndGet();
    }
  }
}
