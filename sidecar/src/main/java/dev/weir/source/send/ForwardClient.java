package dev.weir.source.send;

import dev.weir.account.Frame;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.frame.SealedFrame;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends frames to one forward server over several connections and keeps each until it is
 * acknowledged; what was open on a lost connection goes out again, before anything newer, for as
 * long as it takes. Thread-safe.
 */
public final class ForwardClient implements FrameTarget {
  private static final Duration END = Duration.ofSeconds(1);

  private final FrameQueue queue;
  private final List<ForwardConnection> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /**
   * A client that does nothing before {@link #start}.
   *
   * @param acknowledged gets each frame that the peer took, on a connection's thread; must not
   *     block
   * @param nanoClock as {@link System#nanoTime}
   * @throws IOException if the certificates to trust cannot be read
   */
  public ForwardClient(
      ForwardSettings settings,
      Consumer<Frame> acknowledged,
      ForwardObserver observer,
      SecureRandom random,
      LongSupplier nanoClock)
      throws IOException {
    ForwardAddress address = settings.address();
    this.queue = new FrameQueue(settings.heldBytes().bytes(), settings.maxInFlight(), nanoClock);
    for (int i = 0; i < settings.connections(); i++) {
      connections.add(
          new ForwardConnection(
              settings, address, queue, acknowledged, observer, random, nanoClock));
    }
  }

  /** Starts the connections' threads; each connects when there is something to send. */
  public void start() {
    for (int i = 0; i < connections.size(); i++) {
      threads.add(Thread.ofVirtual().name("weir-forward-client-" + i).start(connections.get(i)));
    }
  }

  /**
   * Takes a frame to send, waiting while too many bytes are held.
   *
   * @throws InterruptedException also when the client is closed; the frame was not taken
   */
  @Override
  public void accept(SealedFrame frame) throws InterruptedException {
    queue.put(frame);
  }

  /**
   * Waits for acknowledgements until the deadline, then closes. Safe before start and twice.
   *
   * @return how many frames were given up; their records will be read again
   */
  public int close(Duration deadline) {
    int open = 0;
    try {
      open = queue.awaitEmpty(threads.isEmpty() ? 0 : deadline.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.close();
    connections.forEach(ForwardConnection::cut);
    awaitThreads();
    return open;
  }

  /** Cut connections end by themselves, and tell of their last acknowledgement before they do. */
  private void awaitThreads() {
    try {
      for (Thread thread : threads) {
        if (!thread.join(END)) {
          // It is still connecting.
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }
}
