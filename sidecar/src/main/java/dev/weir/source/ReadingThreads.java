package dev.weir.source;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads on which objects are read. Reading is bound by the processor: on virtual
 * threads a few objects would take every carrier, and health, heartbeats and acknowledgements would
 * wait for them. There are as many threads as objects are read at once, which {@link ReadingSlots}
 * bounds. Thread-safe.
 */
final class ReadingThreads {
  /** The reading of one object. */
  interface Reading {
    /** Reads the object to its end. */
    void run() throws IOException, InterruptedException;
  }

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("weir-read-", 0).daemon().factory());

  /**
   * Reads on one of these threads, and returns at the reading's end. An interrupt of the caller
   * becomes one of the reading, which is waited for all the same.
   *
   * @throws IOException what the reading threw
   * @throws java.util.concurrent.RejectedExecutionException if it is closed
   */
  void run(Reading reading) throws IOException, InterruptedException {
    Handed handed = new Handed(reading);
    threads.execute(handed);
    handed.awaitEnd();
  }

  /** Lets go of threads that read nothing. */
  void close() {
    threads.shutdown();
  }

  private static final class Handed implements Runnable {
    private final Reading reading;
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Thread reader;
    private boolean interrupted;
    private volatile @Nullable Throwable failure;

    Handed(Reading reading) {
      this.reading = reading;
    }

    @Override
    public void run() {
      try {
        begin(Thread.currentThread());
        reading.run();
      } catch (Throwable e) {
        // Whoever waits throws it.
        failure = e;
      } finally {
        end();
      }
    }

    private synchronized void begin(Thread thread) {
      reader = thread;
      if (interrupted) {
        thread.interrupt();
      }
    }

    private synchronized void end() {
      reader = null;
      // What comes next on this thread is another object's.
      boolean unused = Thread.interrupted();
      ended.countDown();
    }

    private synchronized void interrupt() {
      interrupted = true;
      if (reader != null) {
        reader.interrupt();
      }
    }

    void awaitEnd() throws IOException, InterruptedException {
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
        case IOException e -> throw e;
        case InterruptedException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
