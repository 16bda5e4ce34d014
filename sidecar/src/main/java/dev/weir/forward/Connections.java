package dev.weir.forward;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open connections of a server, each with its virtual thread. */
final class Connections {
  private final ForwardContext context;
  private final SecureRandom random = new SecureRandom();
  private final Map<Connection, Thread> open = new ConcurrentHashMap<>();
  private final CountDownLatch drained = new CountDownLatch(1);
  private volatile boolean draining;

  Connections(ForwardContext context) {
    this.context = context;
  }

  ForwardContext context() {
    return context;
  }

  /**
   * Starts to serve a connection, or closes it if there are too many.
   *
   * @param known whether the peer has to prove who it is before its first message
   */
  void begin(
      Connection connection, Admission admission, @Nullable SharedKeyAuth auth, boolean known) {
    context.events().connectionOpened();
    if (!admission.admit(connection)) {
      connection.close(CloseReason.TOO_MANY_CONNECTIONS);
      tell(connection);
      return;
    }
    Runnable task = new ConnectionTask(connection, auth, known, this);
    Thread thread =
        Thread.ofVirtual()
            .name("forward-" + connection.peer())
            .unstarted(
                () -> {
                  try {
                    task.run();
                  } finally {
                    admission.left(connection);
                  }
                });
    open.put(connection, thread);
    // Before its thread runs, which may be a while on a busy host.
    connection.handshake().arm();
    thread.start();
    if (draining) {
      connection.drain();
    }
  }

  /** Counts a connection out whose thread is done. */
  void ended(Connection connection) {
    open.remove(connection);
    tell(connection);
    if (draining && open.isEmpty()) {
      drained.countDown();
    }
  }

  private void tell(Connection connection) {
    CloseReason reason = connection.closeReason();
    if (reason != null) {
      context.events().connectionClosed(connection.peer(), reason);
    }
  }

  SecureRandom random() {
    return random;
  }

  Set<Connection> open() {
    return open.keySet();
  }

  /**
   * Closes each connection once what is in flight on it is final, and all of them when the deadline
   * has passed.
   *
   * @return how many chunks were given up
   */
  int drain(Duration deadline) {
    draining = true;
    open.keySet().forEach(Connection::drain);
    if (open.isEmpty()) {
      drained.countDown();
    }
    int givenUp = 0;
    try {
      if (!drained.await(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        givenUp = open.keySet().stream().mapToInt(Connection::inFlight).sum();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      givenUp = open.keySet().stream().mapToInt(Connection::inFlight).sum();
    }
    open.forEach(
        (connection, thread) -> {
          connection.close(CloseReason.SERVER_CLOSED);
          thread.interrupt();
        });
    return givenUp;
  }
}
