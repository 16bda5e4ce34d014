package dev.weir.source.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Deletes settled messages, those together that are there within a moment: a call costs the same
 * for one message as for ten. Some calls are under way at once, because SQS takes its time.
 */
final class MessageDeleter implements Runnable {
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 500;

  /** How long a message waits for company. */
  private static final long LINGER_NANOS = 50_000_000;

  private static final int CALLS_AT_ONCE = 4;

  private final QueueCalls calls;
  private final QueueEvents events;
  private final Consumer<HeldMessage> forget;
  private final BlockingQueue<HeldMessage> settled = new LinkedBlockingQueue<>();
  private final Semaphore places = new Semaphore(CALLS_AT_ONCE);
  private volatile boolean closed;

  /**
   * A deleter.
   *
   * @param forget called when a message is gone, or cannot be deleted and will come again
   */
  MessageDeleter(QueueCalls calls, QueueEvents events, Consumer<HeldMessage> forget) {
    this.calls = calls;
    this.events = events;
    this.forget = forget;
  }

  void delete(HeldMessage message) {
    settled.add(message);
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<HeldMessage> batch = collect();
        places.acquire();
        Thread.ofVirtual().name("weir-sqs-delete-call").start(() -> call(batch));
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private List<HeldMessage> collect() throws InterruptedException {
    List<HeldMessage> batch = new ArrayList<>();
    batch.add(settled.take());
    long sendAt = System.nanoTime() + LINGER_NANOS;
    while (batch.size() < QueueCalls.BATCH) {
      HeldMessage next = settled.poll(sendAt - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  private void call(List<HeldMessage> batch) {
    try {
      if (!delete(batch) && !closed) {
        // SQS has trouble: the place stays taken meanwhile.
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private boolean delete(List<HeldMessage> batch) {
    List<HeldMessage> failed;
    try {
      failed = calls.delete(batch);
    } catch (RuntimeException e) {
      failed = batch;
    }
    for (HeldMessage message : batch) {
      if (!failed.contains(message)) {
        forget.accept(message);
        events.deleted();
      }
    }
    for (HeldMessage message : failed) {
      events.deleteFailed();
      if (message.deleteFailed() < ATTEMPTS) {
        settled.add(message);
      } else {
        forget.accept(message);
      }
    }
    return failed.isEmpty();
  }
}
