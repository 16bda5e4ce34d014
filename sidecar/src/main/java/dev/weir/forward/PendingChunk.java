package dev.weir.forward;

import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;
import dev.weir.chunk.MalformedChunkException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A chunk between its message's last byte and its acknowledgement. */
final class PendingChunk implements Chunk {
  private final Connection connection;
  private final Message message;
  private final Entries entries;
  private final Lease lease;
  private final long receivedNanos;
  private final AtomicBoolean settled = new AtomicBoolean();
  private volatile String salvaged = "";
  // Whoever takes one out runs it, so that each runs once.
  private final Queue<Runnable> onClosed = new ConcurrentLinkedQueue<>();

  PendingChunk(
      Connection connection, Message message, Entries entries, Lease lease, long receivedNanos) {
    this.connection = connection;
    this.message = message;
    this.entries = entries;
    this.lease = lease;
    this.receivedNanos = receivedNanos;
  }

  @Override
  public String tag() {
    return message.tag();
  }

  @Override
  public ForwardMode mode() {
    return message.mode();
  }

  @Override
  public byte[] bytes() {
    return entries.bytes();
  }

  @Override
  public int from() {
    return entries.from();
  }

  @Override
  public int to() {
    return entries.to();
  }

  @Override
  public long declaredEntries() {
    return message.entries();
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public boolean isCancelled() {
    return connection.isClosed();
  }

  @Override
  public void onClosed(Runnable action) {
    onClosed.add(action);
    connection.watch(this);
    if (settled.get()) {
      connection.forget(this);
    } else if (connection.isClosed()) {
      connectionClosed();
    }
  }

  @Override
  public void done() {
    if (settled.compareAndSet(false, true)) {
      connection.forget(this);
      lease.release();
      ForwardContext context = connection.context();
      if (!salvaged.isEmpty()) {
        context.refusals().kept(salvaged);
      }
      context.events().chunkAcked(context.ticker().getAsLong() - receivedNanos);
      connection.settle(message.options().chunk());
    }
  }

  @Override
  public void refuse(ChunkRefusal reason) {
    if (settled.compareAndSet(false, true)) {
      ChunkRefuser.tell(connection, reason, 0);
      giveBack();
    }
  }

  /** The handler found an entry broken: counts that, and ends the chunk unless it is its last. */
  RefusalAction broken(MalformedChunkException e) {
    RefusedChunk refused =
        new RefusedChunk(
            message.tag(),
            e.reason(),
            e.offset(),
            message.options().chunk(),
            entries.bytes(),
            entries.from(),
            entries.to(),
            entries.to(),
            true);
    String fingerprint = RefusalMemory.fingerprint(refused);
    RefusalAction verdict = ChunkRefuser.verdict(connection, refused, fingerprint);
    switch (verdict) {
      case SEND_AGAIN -> {
        if (settled.compareAndSet(false, true)) {
          giveBack();
        }
      }
      case KEPT_BEFORE -> done();
      case DEAD_LETTER -> salvaged = fingerprint;
    }
    return verdict;
  }

  private void giveBack() {
    connection.forget(this);
    lease.release();
    ChunkRefuser.close(connection);
  }

  /** The connection is closed: tells those who asked, unless the chunk is settled. */
  void connectionClosed() {
    Runnable action = onClosed.poll();
    while (action != null && !settled.get()) {
      try {
        action.run();
      } catch (RuntimeException e) {
        connection.context().events().handlerFailed(connection.peer(), e);
      }
      action = onClosed.poll();
    }
  }
}
