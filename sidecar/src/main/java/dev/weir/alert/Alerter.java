package dev.weir.alert;

import dev.weir.thread.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes alerts of matches, on a thread of its own, while this process has the lease for that. The
 * matches wait in OpenSearch for as long as nobody does.
 */
final class Alerter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerter.class);
  private static final int MOST = 1000;
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final Backoff TROUBLE =
      Backoff.spread(Duration.ofSeconds(1), Duration.ofSeconds(15));

  private final Lease lease;
  private final MatchIndex matches;
  private final Gathering gathering;
  private final AlertObserver observer;
  private @Nullable Thread thread;
  private boolean had;

  Alerter(Lease lease, MatchIndex matches, Gathering gathering, AlertObserver observer) {
    this.lease = lease;
    this.matches = matches;
    this.gathering = gathering;
    this.observer = observer;
  }

  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofPlatform().name("weir-alerts").daemon().start(this::run);
    }
  }

  private void run() {
    int failures = 0;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          if (!step()) {
            // OpenSearch does not tell of new matches: it is asked every so often.
            Thread.sleep(IDLE);
          }
          if (failures > 0) {
            observer.gathering("");
            failures = 0;
          }
        } catch (IOException | RuntimeException e) {
          if (failures == 0) {
            LOG.warn("alerts wait: {}. Matches are stored, and become alerts later", e.toString());
          }
          observer.gathering(e.getMessage() == null ? e.toString() : e.getMessage());
          gathering.forget();
          TROUBLE.sleep(failures++);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    letGo();
  }

  /** Works on what waits; tells whether more may. */
  private boolean step() throws IOException {
    if (!lease.hold()) {
      had = false;
      return false;
    }
    if (!had) {
      gathering.forget();
      had = true;
    }
    List<PendingMatch> pending = matches.pending(MOST);
    List<PendingMatch> sound = new ArrayList<>();
    List<PendingMatch> broken = new ArrayList<>();
    pending.forEach(match -> (match.isSound() ? sound : broken).add(match));
    if (!broken.isEmpty()) {
      LOG.error(
          "{} documents of weir-matches are not as Weir writes them, {} for one: they make no"
              + " alert. Look who else writes into this index",
          broken.size(),
          broken.getFirst().id());
      matches.setAside(broken);
    }
    boolean gathered = !sound.isEmpty() && gathering.gather(sound) > 0;
    if (sound.isEmpty() && broken.isEmpty()) {
      gathering.sumUpLeft();
    }
    return gathered && pending.size() == MOST;
  }

  private void letGo() {
    // The interrupt would end the request.
    boolean interrupted = Thread.interrupted();
    try {
      lease.release();
    } catch (IOException | RuntimeException e) {
      LOG.debug("the lease for alerts ends by itself", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
  }
}
