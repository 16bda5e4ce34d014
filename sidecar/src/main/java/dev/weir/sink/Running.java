package dev.weir.sink;

import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.UnsupportedCollectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs from a sink's start to its close: whoever waits until all is prepared, and then the
 * senders. Thread-safe.
 */
final class Running {
  private static final Logger log = LoggerFactory.getLogger(Running.class);

  /** So long those may take that were told to end. */
  private static final Duration LAST = Duration.ofSeconds(5);

  private final OpenSearch openSearch;
  private final Preparation preparation;
  private final Thread preparing;
  private final List<Thread> senders = new ArrayList<>();
  private boolean closed;

  /** Nothing runs before {@link #start}. */
  Running(OpenSearch openSearch, Preparation preparation, List<Sender> sending) {
    this.openSearch = openSearch;
    this.preparation = preparation;
    this.preparing = Thread.ofVirtual().name("sink-start").unstarted(this::prepareUntilDone);
    for (Sender sender : sending) {
      senders.add(Thread.ofVirtual().name("bulk-" + (senders.size() + 1)).unstarted(sender));
    }
  }

  /**
   * Has the senders begin, at once or when all is prepared.
   *
   * @throws UnsupportedCollectionException if that never will be
   */
  synchronized void start() {
    if (preparation.attempt()) {
      begin();
    } else {
      preparing.start();
    }
  }

  /** Whether somebody sends, and is to go on. */
  synchronized boolean isSending() {
    return !closed && senders.stream().anyMatch(Thread::isAlive);
  }

  /** Has nobody begin any more; tells whether it is the first to say so. */
  synchronized boolean close() {
    boolean first = !closed;
    closed = true;
    return first;
  }

  /**
   * Waits for those that send, and has those end that take longer.
   *
   * @return whether the waiting was interrupted
   */
  boolean end(Duration drain) {
    preparing.interrupt();
    boolean interrupted = await(drain);
    senders.forEach(Thread::interrupt);
    return await(LAST) || interrupted;
  }

  private void prepareUntilDone() {
    int attempts = 1;
    try {
      do {
        openSearch.backoff().sleep(attempts++);
      } while (!preparation.attempt());
      begin();
    } catch (UnsupportedCollectionException never) {
      log.error("nothing is sent: {}", never.getMessage());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void begin() {
    if (!closed) {
      openSearch.prepared();
      senders.forEach(Thread::start);
    }
  }

  private boolean await(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      for (Thread sender : senders) {
        if (sender.getState() != Thread.State.NEW) {
          TimeUnit.NANOSECONDS.timedJoin(sender, Math.max(1, deadline - System.nanoTime()));
        }
      }
      return false;
    } catch (InterruptedException interrupt) {
      return true;
    }
  }
}
