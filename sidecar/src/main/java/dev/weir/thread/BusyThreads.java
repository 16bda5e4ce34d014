package dev.weir.thread;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Platform threads for work that is bound by the processor: on virtual threads a little of it would
 * take every carrier, and health, heartbeats and acknowledgements would wait for it. There are as
 * many threads as work is handed over at once, which its callers bound. Thread-safe.
 */
public final class BusyThreads {
  /**
   * What is to be done.
   *
   * @param <E> what it may throw beside being interrupted
   */
  public interface Work<E extends Exception> {
    /** Does it to its end. */
    void run() throws E, InterruptedException;
  }

  private final ExecutorService threads;

  /**
   * Starts nothing yet.
   *
   * @param prefix what the names of the threads begin with
   */
  public BusyThreads(String prefix) {
    threads = Executors.newCachedThreadPool(Thread.ofPlatform().name(prefix, 0).daemon().factory());
  }

  /**
   * Works on one of these threads, and returns at the work's end. An interrupt of the caller
   * becomes one of the work, which is waited for all the same.
   *
   * @throws E what the work threw
   * @throws java.util.concurrent.RejectedExecutionException if it is closed
   */
  public <E extends Exception> void run(Work<E> work) throws E, InterruptedException {
    Handed<E> handed = new Handed<>(work);
    threads.execute(handed);
    handed.awaitEnd();
  }

  /** Lets go of threads that do nothing, and of the others at their work's end. */
  public void close() {
    threads.shutdown();
  }

  private static final class Handed<E extends Exception> implements Runnable {
    private final Work<E> work;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread worker;
    private boolean interrupted;
    private volatile @Nullable Throwable failure;

    Handed(Work<E> work) {
      this.work = work;
    }

    @Override
    public void run() {
      try {
        begin(Thread.currentThread());
        work.run();
      } catch (Throwable e) {
        // Whoever waits throws it.
        failure = e;
      } finally {
        end();
      }
    }

    private synchronized void begin(Thread thread) {
      worker = thread;
      if (interrupted) {
        thread.interrupt();
      }
    }

    private synchronized void end() {
      worker = null;
      // What comes next on this thread is another's work.
      boolean unused = Thread.interrupted();
      ended.countDown();
    }

    private synchronized void interrupt() {
      interrupted = true;
      if (worker != null) {
        worker.interrupt();
      }
    }

    void awaitEnd() throws E, InterruptedException {
      boolean interruptedHere = false;
      while (true) {
        try {
          ended.await();
          break;
        } catch (InterruptedException e) {
          interruptedHere = true;
          interrupt();
        }
      }
      if (interruptedHere) {
        Thread.currentThread().interrupt();
      }
      switch (failure) {
        case null -> {}
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw checked(e);
      }
    }

    /** All that work may throw beside what nobody has to declare. */
    @SuppressWarnings("unchecked")
    private E checked(Throwable thrown) {
      return (E) thrown;
    }
  }
}
