package dev.weir.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the messages at work hidden: each is extended when a third of its visibility timeout is
 * over, up to the 12 hours that SQS allows from its receipt. After that, or when SQS refuses, it
 * comes again: to this process, which holds it anew, or to another, which reads its objects again
 * under the same ids. Waits for nothing but SQS, and ends with its thread's interruption only: a
 * call that fails is counted and made again.
 */
final class Heartbeat implements Runnable {
  private static final Duration LIMIT = Duration.ofHours(12).minusMinutes(1);

  private final QueueCalls calls;
  private final QueueSettings settings;
  private final Supplier<Collection<HeldMessage>> held;
  private final QueueEvents events;
  private final LongSupplier nanoClock;

  Heartbeat(
      QueueCalls calls,
      QueueSettings settings,
      Supplier<Collection<HeldMessage>> held,
      QueueEvents events,
      LongSupplier nanoClock) {
    this.calls = calls;
    this.settings = settings;
    this.held = held;
    this.events = events;
    this.nanoClock = nanoClock;
  }

  @Override
  public void run() {
    long tickMillis = Math.max(100, Math.min(1000, settings.visibility().toMillis() / 12));
    try {
      while (true) {
        Thread.sleep(tickMillis);
        beat();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void beat() {
    long now = nanoClock.getAsLong();
    List<VisibilityChange> due = new ArrayList<>();
    for (HeldMessage message : held.get()) {
      if (message.isDue(now)) {
        VisibilityChange change = VisibilityChange.of(message, hiddenFrom(now, message));
        if (change.hidden().isPositive()) {
          due.add(change);
        } else {
          over(change);
        }
      }
      if (due.size() == QueueCalls.BATCH) {
        extend(due, now);
        due.clear();
      }
    }
    if (!due.isEmpty()) {
      extend(due, now);
    }
  }

  /** The visibility timeout, or what is left of the 12 hours. */
  private Duration hiddenFrom(long now, HeldMessage message) {
    Duration left = LIMIT.minusNanos(now - message.receivedNanos());
    return left.compareTo(settings.visibility()) < 0 ? left : settings.visibility();
  }

  private void extend(List<VisibilityChange> due, long now) {
    long visibility = settings.visibility().toNanos();
    due.forEach(change -> change.message().extendAt(now + visibility / 3));
    try {
      calls.change(due).forEach(this::over);
    } catch (RuntimeException e) {
      events.visibilityFailed();
      long soon = now + Math.min(visibility / 12, 5_000_000_000L);
      due.forEach(change -> change.message().extendAt(soon));
    }
  }

  /** It cannot be kept hidden any longer, and comes again for whoever asks first. */
  private void over(VisibilityChange change) {
    if (change.message().expire(change.receiptHandle())) {
      events.comesAgain("visibility_over");
    }
  }
}
