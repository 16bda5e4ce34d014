package dev.weir.forward;

import java.util.concurrent.atomic.AtomicBoolean;

/** A chunk between its message's last byte and its acknowledgement. */
final class PendingChunk implements Chunk {
  private final Connection connection;
  private final Message message;
  private final Entries entries;
  private final Lease lease;
  private final long receivedNanos;
  private final AtomicBoolean settled = new AtomicBoolean();

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
  public void done() {
    if (settled.compareAndSet(false, true)) {
      lease.release();
      ForwardContext context = connection.context();
      context.observer().chunkAcked(context.ticker().getAsLong() - receivedNanos);
      connection.settle(message.options().chunk());
    }
  }

  @Override
  public void refuse(ChunkRefusal reason) {
    refuse(reason, 0);
  }

  void refuse(ChunkRefusal reason, long offset) {
    if (settled.compareAndSet(false, true)) {
      RefusedChunk refused =
          new RefusedChunk(
              message.tag(),
              reason,
              offset,
              message.options().chunk(),
              entries.bytes(),
              entries.from(),
              entries.to(),
              entries.to(),
              true);
      Refusal.refuse(connection, refused, lease::release);
    }
  }
}
