package dev.weir.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads on which objects are at work, until all of them are interrupted. Thread-safe. */
final class WorkThreads {
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Starts the work on a thread of its own; false if none is started any more. */
  boolean start(String name, Runnable work) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(
                () -> {
                  try {
                    work.run();
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                });
    threads.add(thread);
    if (closed) {
      threads.remove(thread);
      return false;
    }
    thread.start();
    return true;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
