package dev.weir.source.queue;

import dev.weir.thread.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The threads that receive from one queue: one always, and more for as long as each poll brings as
 * many messages as a poll may, because a poll takes SQS some time. Thread-safe.
 */
final class Pollers {
  private static final Backoff BACKOFF =
      Backoff.spread(Duration.ofMillis(500), Duration.ofSeconds(30));

  private static final int AT_ONCE = 4;

  private final String queue;
  private final QueueCalls calls;
  private final ObjectIntake intake;
  private final QueueEvents events;
  private final Consumer<List<Message>> received;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final Set<Thread> polling = ConcurrentHashMap.newKeySet();
  private boolean stopped;

  /**
   * None yet.
   *
   * @param received takes what a poll brought, which may be nothing; called by several threads
   */
  Pollers(
      String queue,
      QueueCalls calls,
      ObjectIntake intake,
      QueueEvents events,
      Consumer<List<Message>> received) {
    this.queue = queue;
    this.calls = calls;
    this.intake = intake;
    this.events = events;
    this.received = received;
  }

  void start() {
    startThread(this::pollAlways);
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Begins no poll any more. A poll that is under way goes on: if it were cut off, SQS might still
   * give it what is handed back meanwhile, and hide that.
   */
  synchronized void stop() {
    stopped = true;
    threads.stream().filter(thread -> !polling.contains(thread)).forEach(Thread::interrupt);
  }

  /** Cuts off polls too. */
  void interrupt() {
    stop();
    threads.forEach(Thread::interrupt);
  }

  /** Whether a poll may still bring messages. */
  boolean isAlive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  private synchronized void startThread(Runnable polls) {
    if (stopped || threads.size() == AT_ONCE) {
      return;
    }
    Thread thread =
        Thread.ofVirtual()
            .name("weir-sqs-receive-" + queue)
            .unstarted(
                () -> {
                  try {
                    polls.run();
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    thread.start();
  }

  private void pollAlways() {
    int failures = 0;
    try {
      while (!isStopped()) {
        intake.awaitRoom();
        try {
          if (poll()) {
            startThread(this::pollWhileFull);
          }
          failures = 0;
        } catch (RuntimeException e) {
          if (isStopped() || Thread.interrupted()) {
            return;
          }
          events.receiveFailed(e);
          BACKOFF.sleep(++failures);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pollWhileFull() {
    try {
      do {
        intake.awaitRoom();
      } while (poll());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!isStopped()) {
        // The one that polls always has the pauses.
        events.receiveFailed(e);
      }
    }
  }

  /** Polls once; true if it brought as much as it may. */
  private boolean poll() {
    List<Message> messages = pollQueue();
    received.accept(messages);
    return messages.size() == QueueCalls.BATCH;
  }

  private List<Message> pollQueue() {
    Thread thread = Thread.currentThread();
    synchronized (this) {
      if (stopped) {
        return List.of();
      }
      polling.add(thread);
    }
    try {
      return calls.receive();
    } finally {
      synchronized (this) {
        polling.remove(thread);
      }
    }
  }
}
