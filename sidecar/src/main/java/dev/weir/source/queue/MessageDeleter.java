package dev.weir.source.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Deletes settled messages as soon as it can, those together that are there together. */
final class MessageDeleter implements Runnable {
  private static final int ATTEMPTS = 5;
  private static final long PAUSE_MILLIS = 500;

  private final QueueCalls calls;
  private final QueueEvents events;
  private final Consumer<HeldMessage> forget;
  private final BlockingQueue<HeldMessage> settled = new LinkedBlockingQueue<>();

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
    List<HeldMessage> batch = new ArrayList<>();
    try {
      while (true) {
        batch.clear();
        batch.add(settled.take());
        settled.drainTo(batch, QueueCalls.BATCH - 1);
        if (!delete(batch)) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
