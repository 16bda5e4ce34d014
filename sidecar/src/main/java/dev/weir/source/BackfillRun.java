package dev.weir.source;

import java.time.Duration;
import java.util.List;

/** A backfill on its way. It is resumed by running it again: the ledger knows what is done. */
public final class BackfillRun {
  private final CatchUp counting;
  private final CatchUp reading;
  private volatile boolean counted;

  BackfillRun(List<CatchUpScope> scopes, ObjectScheduler scheduler, SourceLedger ledger) {
    this.counting = new CatchUp(scopes, scheduler, ledger, Duration.ofSeconds(1));
    this.reading = new CatchUp(scopes, scheduler, ledger, Duration.ofSeconds(1));
  }

  /**
   * Lists all of it twice: to know how much there is to do, and to do it. Interrupted, it begins
   * nothing more; what is being read is read to its end.
   *
   * @param dryRun to count only
   * @throws software.amazon.awssdk.core.exception.SdkException if the bucket cannot be listed
   */
  public void run(boolean dryRun) throws InterruptedException {
    counting.run(false);
    counted = true;
    if (!dryRun) {
      reading.run(true);
    }
  }

  /** Whether all of it is listed, so that {@link #total} will not grow. */
  public boolean isCounted() {
    return counted;
  }

  /** How much there is to do. */
  public CatchUpCount total() {
    return counting.count();
  }

  /** What became of what was read so far. */
  public CatchUpReport report() {
    CatchUpReport read = reading.report();
    long leftOut = counting.report().leftOut();
    return new CatchUpReport(read.counts(), read.troubled(), read.troubles(), leftOut);
  }

  /** How much of it is done. */
  public CatchUpCount progress() {
    return reading.count();
  }
}
