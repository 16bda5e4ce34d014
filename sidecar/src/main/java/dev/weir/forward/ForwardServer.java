package dev.weir.forward;

import dev.weir.chunk.ChunkHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for forward connections and hands their chunks to a {@link ChunkHandler} (Fluentd Forward
 * Protocol v1.5; all four modes, both event formats). What one peer does wrong closes its own
 * connection and touches no other. Thread-safe.
 */
public final class ForwardServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForwardServer.class);
  private static final long PAUSE_AFTER_FAILED_ACCEPT_MILLIS = 100;

  private final ForwardSettings settings;
  private final ForwardContext context;
  private final Connections connections;
  private final List<BoundListener> bound = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  /** Measures deadlines by the system's clock. */
  public ForwardServer(ForwardSettings settings, ChunkHandler handler, ForwardObserver observer) {
    this(settings, handler, observer, System::nanoTime);
  }

  /**
   * Does no I/O; {@link #start} does.
   *
   * @param ticker the nanoseconds that deadlines are measured in, of arbitrary origin
   */
  public ForwardServer(
      ForwardSettings settings,
      ChunkHandler handler,
      ForwardObserver observer,
      LongSupplier ticker) {
    this.settings = settings;
    this.context = ForwardContext.of(settings, handler, observer, ticker);
    this.connections = new Connections(context);
  }

  /**
   * Opens all listeners, or none.
   *
   * @throws IOException if an address is taken or keys cannot be read; the message names it
   * @throws IllegalStateException if it was started or closed before
   */
  public synchronized void start() throws IOException {
    if (closed || !bound.isEmpty()) {
      throw new IllegalStateException("a server is started once");
    }
    try {
      for (Listener listener : settings.listeners()) {
        bound.add(BoundListener.bind(listener, settings.limits()));
      }
    } catch (IOException e) {
      closeListeners();
      throw e;
    }
    for (BoundListener listener : bound) {
      threads.add(Thread.ofVirtual().name("forward-accept").start(() -> acceptAll(listener)));
    }
    Watchdog watchdog = new Watchdog(connections, context);
    threads.add(Thread.ofVirtual().name("forward-watchdog").start(watchdog));
  }

  /**
   * The ports that are listened on, in the order of the settings' listeners, −1 for a Unix socket;
   * empty before {@link #start}.
   */
  public synchronized List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    for (BoundListener listener : bound) {
      try {
        ports.add(listener.port());
      } catch (IOException e) {
        ports.add(-1);
      }
    }
    return ports;
  }

  /** The number of open connections. */
  public int connections() {
    return connections.open().size();
  }

  /** Standard slots that no message holds. */
  public int freeSlots() {
    return context.slots().freeSlots();
  }

  /**
   * Accepts no more, waits until the chunks in flight are final, at most for the deadline in the
   * settings, and closes all connections. What was not final by then is not acknowledged, so its
   * senders keep it.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    closeListeners();
    int givenUp = connections.drain(settings.deadlines().drain());
    threads.forEach(Thread::interrupt);
    context.threads().close();
    if (givenUp > 0) {
      LOG.warn(
          "closed with {} chunks not final after {}: their senders will send them again",
          givenUp,
          settings.deadlines().drain());
    }
  }

  private void closeListeners() {
    for (BoundListener listener : bound) {
      try {
        listener.close();
      } catch (IOException e) {
        LOG.warn("cannot close {}", listener.address(), e);
      }
    }
  }

  private void acceptAll(BoundListener listener) {
    while (listener.isOpen()) {
      try {
        listener.accept(connections);
      } catch (IOException e) {
        if (!listener.isOpen()) {
          return;
        }
        context.events().acceptFailed(listener.address(), e);
        pause();
      }
    }
  }

  /** Out of file handles, say: to try again at once would only burn the processor. */
  private static void pause() {
    try {
      // Nothing reports that a file handle became free.
      Thread.sleep(PAUSE_AFTER_FAILED_ACCEPT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
