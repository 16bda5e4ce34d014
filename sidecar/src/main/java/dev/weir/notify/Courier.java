package dev.weir.notify;

import dev.weir.alert.Alert;
import dev.weir.alert.SendStore;
import dev.weir.alert.WaitingAlert;
import dev.weir.alert.WaitingMatch;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what waits for one destination, on a thread of its own. */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration IDLE = Duration.ofMillis(500);
  private static final int MOST = 1000;

  /** An alert that is so old, and was refused so often, is not sent any more. */
  private static final Duration PATIENCE = Duration.ofHours(24);

  private static final int REFUSALS = 20;

  private final Destination destination;
  private final Destinations all;
  private final SendStore store;
  private final BooleanSupplier atWork;
  private final NotifyObserver observer;
  private final Clock clock;
  private final LongSupplier nanoClock;
  private final Pace pace = new Pace();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** What the destination took, and OpenSearch does not know yet: it would be sent again. */
  private List<WaitingAlert> unmarked = List.of();

  private final Pause pause;
  private String said = "";
  private @Nullable Thread thread;

  Courier(
      Destination destination,
      Destinations all,
      SendStore store,
      BooleanSupplier atWork,
      NotifyObserver observer,
      Clock clock,
      LongSupplier nanoClock) {
    this.destination = destination;
    this.all = all;
    this.store = store;
    this.atWork = atWork;
    this.observer = observer;
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.pause = new Pause(nanoClock);
  }

  synchronized void start() {
    if (thread == null) {
      thread = Thread.ofVirtual().name("notify " + destination.name()).start(this::run);
    }
  }

  private void run() {
    try {
      boolean more = false;
      while (more || !stopping.await(IDLE.toMillis(), TimeUnit.MILLISECONDS)) {
        // OpenSearch does not tell of new alerts: it is asked every so often.
        more = step() && !isStopping();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what waits; tells whether more may. */
  private boolean step() {
    try {
      mark();
      if (!atWork.getAsBoolean()) {
        hasNoTrouble();
      } else if (pause.isOver()) {
        return destination.takesMatches() ? sendMatches() : sendAlerts();
      }
    } catch (IOException | RuntimeException e) {
      // OpenSearch is away; the alerter says so.
      LOG.debug("what waits for {} cannot be read", destination.name(), e);
    }
    return false;
  }

  private boolean sendAlerts() throws IOException {
    Instant now = clock.instant();
    List<WaitingAlert> waiting =
        store.alerts(destination.name(), MOST).stream()
            .filter(each -> isNow(each, now))
            // One that is refused again and again must not stand in the way of the others.
            .sorted(Comparator.comparingInt(WaitingAlert::refusals))
            .toList();
    if (waiting.isEmpty()) {
      return false;
    }
    long nanos = nanoClock.getAsLong();
    int singles = pace.singles(nanos);
    if (waiting.size() <= singles) {
      return sendSingly(waiting);
    }
    return pace.isDigestDue(nanos) && sendDigest(waiting);
  }

  private boolean isNow(WaitingAlert waiting, Instant now) {
    return all.quietUntil(destination.name(), waiting.alert().rule().level(), now).isEmpty();
  }

  /** Sends each by itself, until the destination takes none; tells whether it took any. */
  private boolean sendSingly(List<WaitingAlert> waiting) throws IOException {
    boolean taken = false;
    for (WaitingAlert each : waiting) {
      if (isStopping() || !atWork.getAsBoolean()) {
        return false;
      }
      // What was sent a moment ago is found once more, and cannot be claimed.
      List<WaitingAlert> claimed = store.claim(List.of(each), destination.name());
      if (!claimed.isEmpty()) {
        Alert alert = claimed.getFirst().alert();
        pace.sentSingle(nanoClock.getAsLong());
        taken = note(claimed, destination.send(new Outgoing.One(alert), alert.id()));
        if (!taken) {
          return false;
        }
      }
    }
    return taken;
  }

  private boolean sendDigest(List<WaitingAlert> waiting) throws IOException {
    List<WaitingAlert> claimed = store.claim(waiting, destination.name());
    if (claimed.isEmpty()) {
      return false;
    }
    List<Alert> alerts = new ArrayList<>(claimed.stream().map(WaitingAlert::alert).toList());
    alerts.sort(Comparator.comparing((Alert alert) -> alert.rule().level()).reversed());
    pace.sentDigest(nanoClock.getAsLong());
    Outgoing digest =
        new Outgoing.Digest(
            alerts.subList(0, Math.min(Outgoing.Digest.MOST, alerts.size())), alerts.size());
    return note(claimed, destination.send(digest, "digest-" + alerts.getFirst().id()));
  }

  private void mark() throws IOException {
    if (!unmarked.isEmpty()) {
      store.sent(unmarked, destination.name());
      unmarked = List.of();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Notes what became of a message; whether it is worth going on at once. */
  private boolean note(List<WaitingAlert> alerts, Sent sent) throws IOException {
    String name = destination.name();
    switch (sent) {
      case Sent.Taken _ -> {
        unmarked = alerts;
        taken(alerts.size());
        mark();
        return true;
      }
      case Sent.Later(Optional<Duration> after, String reason) -> {
        store.left(alerts, name, reason, false);
        untaken("later", alerts.size(), reason, after);
      }
      case Sent.Refused(String reason) -> {
        Instant patient = clock.instant().minus(PATIENCE);
        List<WaitingAlert> old =
            alerts.stream()
                .filter(each -> each.refusals() >= REFUSALS && each.since().isBefore(patient))
                .toList();
        store.left(
            alerts.stream().filter(each -> !old.contains(each)).toList(), name, reason, true);
        if (!old.isEmpty()) {
          store.givenUp(old, name);
          observer.notified(name, "given_up", old.size());
          LOG.error(
              "{} alerts are not sent to {}, which refused them {} times and more: {}. They stay in"
                  + " weir-alerts; `weir alerts list` shows them",
              old.size(),
              name,
              REFUSALS,
              reason);
        }
        untaken("refused", alerts.size(), reason, Optional.empty());
      }
    }
    return false;
  }

  private boolean sendMatches() throws IOException {
    List<WaitingMatch> taken = new ArrayList<>();
    List<WaitingMatch> waiting = store.matches(destination.name(), MOST);
    try {
      for (WaitingMatch each : waiting) {
        if (isStopping()) {
          return false;
        }
        Sent sent = destination.send(new Outgoing.Matched(each.match()), each.match().id());
        switch (sent) {
          case Sent.Taken _ -> taken.add(each);
          case Sent.Later(Optional<Duration> after, String reason) -> {
            untaken("later", 1, reason, after);
            return false;
          }
          case Sent.Refused(String reason) -> {
            untaken("refused", 1, reason, Optional.empty());
            return false;
          }
        }
      }
    } finally {
      if (!taken.isEmpty()) {
        store.sentMatches(taken, destination.name());
        taken(taken.size());
      }
    }
    return waiting.size() == MOST;
  }

  private void taken(int alerts) {
    observer.notified(destination.name(), "sent", alerts);
    if (pause.isAfterFailure()) {
      LOG.info("{} takes alerts again", destination.name());
    }
    hasNoTrouble();
  }

  /** Nothing failed since, or another host sends now and says what fails. */
  private void hasNoTrouble() {
    if (pause.isAfterFailure()) {
      observer.destination(destination.name(), "");
    }
    pause.end();
  }

  private void untaken(String outcome, int alerts, String reason, Optional<Duration> after) {
    observer.notified(destination.name(), outcome, alerts);
    if (!pause.isAfterFailure() || !reason.equals(said)) {
      said = reason;
      LOG.warn("{} takes no alert, and its alerts wait: {}", destination.name(), reason);
      observer.destination(destination.name(), reason);
    }
    pause.begin(after);
  }

  /** Sends nothing more after what it sends now. */
  void stop() {
    stopping.countDown();
  }

  /**
   * Ends it. What is being sent gets a little time: the next host would send it again.
   *
   * @param limit how long to wait
   */
  synchronized void close(Duration limit) {
    stop();
    if (thread != null) {
      try {
        if (!thread.join(limit)) {
          LOG.warn(
              "a message to {} is cut off by the shutdown; the next host sends it again",
              destination.name());
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        thread.interrupt();
        Thread.currentThread().interrupt();
      }
      thread = null;
    }
    destination.close();
  }
}
