package dev.weir.opensearch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What keeps documents from OpenSearch, and since when: the one state from which readiness, the
 * status, the alarms and the log speak. A trouble begins when the first document waits for its
 * reason, or the server gives it for an answer, and ends with the last. Thread-safe.
 */
public final class Troubles {
  private final TroubleObserver observer;
  private final Clock clock;
  private final Map<HoldReason, Integer> waiting = new EnumMap<>(HoldReason.class);
  private final Map<HoldReason, Instant> since = new EnumMap<>(HoldReason.class);
  private final TroubleLog log;

  /** What the server's last answer, or its silence, says; null if it served. */
  private @Nullable HoldReason server;

  Troubles(TroubleObserver observer, Clock clock) {
    this.observer = observer;
    this.clock = clock;
    this.log = new TroubleLog(clock);
  }

  /** Documents begin to wait. */
  public void held(HoldReason reason, int documents) {
    observer.held(reason, documents);
    synchronized (this) {
      waiting.merge(reason, documents, Integer::sum);
      update(reason);
    }
  }

  /** Documents that waited are final, or wait for another reason now. */
  public void released(HoldReason reason, int documents) {
    observer.released(reason, documents);
    synchronized (this) {
      waiting.merge(reason, -documents, Integer::sum);
      update(reason);
    }
  }

  /**
   * What the last exchange says of the server.
   *
   * @param refusal why it did not serve; null if it did
   */
  public synchronized void server(@Nullable HoldReason refusal) {
    HoldReason before = server;
    log.sumUp();
    if (before == refusal) {
      return;
    }
    server = refusal;
    if (before != null) {
      update(before);
    }
    if (refusal != null) {
      update(refusal);
    }
  }

  /** Whether the server served the last exchange. */
  synchronized boolean isServed() {
    return server == null;
  }

  /** Why documents do not get to OpenSearch now, in plain words; empty if they do. */
  public synchronized Optional<String> problem() {
    StringJoiner problems = new StringJoiner("; ");
    for (HoldReason reason : since.keySet()) {
      if (reason != HoldReason.LETTERS_S3) {
        problems.add(words(reason));
      }
    }
    return problems.length() == 0 ? Optional.empty() : Optional.of(problems.toString());
  }

  /** Why dead letters do not get to S3 now, in plain words; empty if they do. */
  public synchronized Optional<String> lettersProblem() {
    return since.containsKey(HoldReason.LETTERS_S3)
        ? Optional.of(words(HoldReason.LETTERS_S3))
        : Optional.empty();
  }

  /**
   * Has the log say so, if it is so.
   *
   * @param evidence a status, an error type or an exception's name; never its message
   */
  public synchronized void holding(HoldReason reason, int documents, String evidence) {
    log.sumUp();
    if (since.containsKey(reason)) {
      log.on(reason, documents, evidence);
    }
  }

  private void update(HoldReason reason) {
    boolean on = waiting.getOrDefault(reason, 0) > 0 || server == reason;
    Instant began = since.get(reason);
    if (on && began == null) {
      since.put(reason, clock.instant());
      observer.trouble(reason, true);
    } else if (!on && began != null) {
      since.remove(reason);
      observer.trouble(reason, false);
      log.over(reason, Duration.between(began, clock.instant()));
    }
  }

  private String words(HoldReason reason) {
    int documents = waiting.getOrDefault(reason, 0);
    Instant began = since.getOrDefault(reason, clock.instant());
    return "%s for %d s%s: %s"
        .formatted(
            reason.label(),
            Duration.between(began, clock.instant()).toSeconds(),
            documents == 0 ? "" : ", " + documents + " documents wait",
            reason.advice());
  }
}
