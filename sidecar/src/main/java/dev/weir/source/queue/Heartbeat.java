package dev.weir.source.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the messages at work hidden: each is extended when a third of its visibility timeout is
 * over, up to the 12 hours that SQS allows from its receipt. After that it comes again, which is
 * harmless while it is held. Waits for nothing but SQS, and ends with its thread's interruption
 * only: a call that fails is counted and made again.
 */
final class Heartbeat implements Runnable {
  private static final long LIMIT_NANOS = Duration.ofHours(12).minusMinutes(1).toNanos();

  private final QueueCalls calls;
  private final QueueSettings settings;
  private final Supplier<Collection<HeldMessage>> held;
  private final QueueObserver observer;
  private final LongSupplier nanoClock;

  Heartbeat(
      QueueCalls calls,
      QueueSettings settings,
      Supplier<Collection<HeldMessage>> held,
      QueueObserver observer,
      LongSupplier nanoClock) {
    this.calls = calls;
    this.settings = settings;
    this.held = held;
    this.observer = observer;
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

  private void beat() {
    long now = nanoClock.getAsLong();
    List<HeldMessage> due = new ArrayList<>();
    for (HeldMessage message : held.get()) {
      if (message.isDue(now) && LIMIT_NANOS - (now - message.receivedNanos()) > 0) {
        due.add(message);
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

  private void extend(List<HeldMessage> due, long now) {
    long visibility = settings.visibility().toNanos();
    long shortest = visibility;
    List<String> handles = new ArrayList<>();
    for (HeldMessage message : due) {
      shortest = Math.min(shortest, LIMIT_NANOS - (now - message.receivedNanos()));
      handles.add(message.receiptHandle());
      message.extendAt(now + visibility / 3);
    }
    try {
      for (HeldMessage refused : calls.hide(due, handles, Math.max(1_000_000_000L, shortest))) {
        refused.expire(handles.get(due.indexOf(refused)));
      }
    } catch (RuntimeException e) {
      observer.queueCallFailed(settings.name(), "ChangeMessageVisibility");
      due.forEach(message -> message.extendAt(now + Math.min(visibility / 12, 5_000_000_000L)));
    }
  }
}
