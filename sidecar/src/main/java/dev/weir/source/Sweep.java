package dev.weir.source;

import dev.weir.source.list.DayRange;
import dev.weir.text.LogText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Lists what may be read every so often, until it is interrupted. Each host of a fleet does: the
 * beginnings lie apart by chance, and the ledger keeps them from reading the same.
 */
final class Sweep implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  /** Between the day that a key names and the time at which it was written. */
  private static final int DAYS_LATE = 7;

  private final SweepSettings settings;
  private final Buckets buckets;
  private final ObjectScheduler scheduler;
  private final SourceLedger ledger;
  private final SourceObserver observer;
  private final Clock clock;

  Sweep(
      SweepSettings settings,
      Buckets buckets,
      ObjectScheduler scheduler,
      SourceLedger ledger,
      SourceObserver observer,
      Clock clock) {
    this.settings = settings;
    this.buckets = buckets;
    this.scheduler = scheduler;
    this.ledger = ledger;
    this.observer = observer;
    this.clock = clock;
  }

  @Override
  public void run() {
    long intervalNanos = settings.interval().toNanos();
    try {
      // Hosts that start together must not list together.
      Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(intervalNanos)));
      while (true) {
        try {
          pass();
        } catch (RuntimeException e) {
          LOG.error("A sweep failed; the next is in {}", settings.interval(), e);
        }
        long jitter = ThreadLocalRandom.current().nextLong(intervalNanos / 10 + 1);
        // The configured interval between two listings.
        Thread.sleep(Duration.ofNanos(intervalNanos + jitter));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass() throws InterruptedException {
    CatchUp pass = new CatchUp(scopes(clock.instant()), scheduler, ledger, Duration.ofSeconds(5));
    try {
      pass.run(true);
    } catch (SdkException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while S3 was listed");
      }
      observer.listingFailed();
      LOG.warn(
          "A sweep ended early, the next is in {}: {}",
          settings.interval(),
          LogText.of(e.getMessage()));
    }
    CatchUpCount count = pass.count();
    observer.swept(count);
    if (count.missing() > 0) {
      LOG.info(
          "A sweep of {} objects found {} that no message had announced: {} settled, {} given up,"
              + " {} left to the next",
          count.listed(),
          count.missing(),
          count.done(),
          count.poisoned(),
          count.left());
    }
  }

  private List<CatchUpScope> scopes(Instant now) {
    Instant from = now.minus(settings.lookback());
    Instant to = now.minus(settings.olderThan());
    DayRange days =
        new DayRange(from.atZone(ZoneOffset.UTC).toLocalDate().minusDays(DAYS_LATE), null);
    List<CatchUpScope> scopes = new ArrayList<>();
    List<SweepSettings.Place> places =
        settings.places().isEmpty() ? buckets.places() : settings.places();
    for (SweepSettings.Place place : places) {
      for (Buckets.Found found : buckets.within(place.bucket(), place.prefix())) {
        scopes.add(
            new CatchUpScope(
                found.bucket(),
                found.prefix(),
                days,
                each -> !each.lastModified().isBefore(from) && each.lastModified().isBefore(to),
                false,
                true));
      }
    }
    return scopes;
  }
}
