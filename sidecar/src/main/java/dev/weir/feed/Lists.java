package dev.weir.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lists of a configuration, read on a thread of their own. A list that cannot be read stops
 * nothing.
 */
public final class Lists implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lists.class);

  private final List<KeptList<?>> lists = new ArrayList<>();
  private final ListObserver observer;
  private final LongSupplier nanoTime;
  private final long heapBytes;
  private @Nullable ScheduledExecutorService thread;

  /** Lists that together take a part of the heap, and no more. */
  public Lists(ListObserver observer, LongSupplier nanoTime) {
    this(observer, nanoTime, ListRoom.shareOfHeap());
  }

  /**
   * Lists.
   *
   * @param heapBytes what they may take of the heap together, while one of them is read
   */
  Lists(ListObserver observer, LongSupplier nanoTime, long heapBytes) {
    this.observer = observer;
    this.nanoTime = nanoTime;
    this.heapBytes = heapBytes;
  }

  /** A list more, before {@link #start}. It is empty until it is read. */
  public <T> KeptList<T> keep(
      String name, ListSource source, ListLimits limits, ListReader<T> reader) {
    KeptList<T> list = new KeptList<>(name, source, limits, reader, observer, nanoTime);
    lists.add(list);
    observer.kept(name, list);
    return list;
  }

  /**
   * Reads all lists, and from then on each again when it changed. Returns when each was tried, at
   * the latest after {@code requestRetry}: then records go on without those that are not there yet.
   */
  public synchronized void start(Duration requestRetry) {
    if (lists.isEmpty() || thread != null) {
      return;
    }
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().name("weir-lists").daemon().unstarted(work));
    thread = started;
    CountDownLatch tried = readAll(started);
    for (KeptList<?> list : lists) {
      long nanos = list.refresh().toNanos();
      var unused =
          started.scheduleWithFixedDelay(() -> read(list), nanos, nanos, TimeUnit.NANOSECONDS);
    }
    await(tried, requestRetry, "are not read yet; records go on without them");
  }

  /**
   * Reads each list again that changed, without waiting for its turn. Returns when each was tried,
   * at the latest after {@code patience}; does nothing before {@link #start}.
   */
  public void readAgain(Duration patience) {
    CountDownLatch tried;
    synchronized (this) {
      if (thread == null) {
        return;
      }
      tried = readAll(thread);
    }
    await(tried, patience, "are not read again yet; what was read before stays in force");
  }

  private CountDownLatch readAll(ExecutorService on) {
    CountDownLatch tried = new CountDownLatch(lists.size());
    for (KeptList<?> list : lists) {
      var unused = on.submit(() -> first(list, tried));
    }
    return tried;
  }

  private static void await(CountDownLatch tried, Duration patience, String what) {
    try {
      if (!tried.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.error("{} lists {}", tried.getCount(), what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void first(KeptList<?> list, CountDownLatch tried) {
    try {
      var unused = read(list);
    } finally {
      tried.countDown();
    }
  }

  /**
   * Reads all lists once, on this thread.
   *
   * @return for each why it cannot be had, in the order of the configuration; empty if it can
   */
  public Map<String, Optional<String>> readOnce() {
    Map<String, Optional<String>> results = new LinkedHashMap<>();
    lists.forEach(list -> results.put(list.name(), read(list)));
    return results;
  }

  /** One at a time, so that what reading takes is taken once. */
  private Optional<String> read(KeptList<?> list) {
    long others = 0;
    for (KeptList<?> other : lists) {
      others += other == list ? 0 : other.heapBytes();
    }
    return list.read(heapBytes - others);
  }

  @Override
  public synchronized void close() {
    if (thread != null) {
      thread.shutdownNow();
      thread = null;
    }
  }
}
