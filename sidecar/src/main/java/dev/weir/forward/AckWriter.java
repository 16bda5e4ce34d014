package dev.weir.forward;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends acknowledgements one after another, each in one write, on a virtual thread that lives only
 * while there are any: whoever says that a chunk is final must not wait for a peer that does not
 * read. Bounded by the chunks that a connection may have in flight.
 */
final class AckWriter {
  private static final byte[] HEAD = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private final Connection connection;
  private final Wire wire;
  private final Deadline deadline;
  private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();

  AckWriter(Connection connection, Wire wire, Deadline deadline) {
    this.connection = connection;
    this.wire = wire;
    this.deadline = deadline;
  }

  /** Echoes the id, given as it came, header included. */
  void acknowledge(byte[] chunkId) {
    byte[] ack = new byte[HEAD.length + chunkId.length];
    System.arraycopy(HEAD, 0, ack, 0, HEAD.length);
    System.arraycopy(chunkId, 0, ack, HEAD.length, chunkId.length);
    waiting.add(ack);
    if (count.getAndIncrement() == 0) {
      Thread.ofVirtual().name("forward-ack").start(this::drain);
    }
  }

  private void drain() {
    do {
      byte[] ack = waiting.remove();
      try {
        deadline.arm();
        if (!connection.isClosed()) {
          wire.write(ack);
        }
      } catch (IOException e) {
        connection.close(CloseReason.CONNECTION_FAILED);
      } finally {
        deadline.disarm();
      }
      connection.answered();
    } while (count.decrementAndGet() > 0);
  }
}
