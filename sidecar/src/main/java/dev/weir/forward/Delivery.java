package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import org.jspecify.annotations.Nullable;

/** Takes whole messages of one connection apart and hands their entries over. */
final class Delivery {
  /** Soon done with even if compressed a thousandfold; to hand it over takes some 10 µs. */
  private static final int SMALL_BYTES = 2 << 10;

  private final Connection connection;
  private final ForwardContext context;

  Delivery(Connection connection) {
    this.connection = connection;
    this.context = connection.context();
  }

  /**
   * Hands over the message that {@code scanner} has found whole. To decompress and to parse it
   * takes a processor: so that is not done here, on a virtual thread, but for a message that is
   * soon done with.
   */
  void deliver(byte[] bytes, MessageScanner scanner, Lease lease) throws InterruptedException {
    if (!connection.begin()) {
      lease.release();
      return;
    }
    if (scanner.end() <= SMALL_BYTES) {
      take(bytes, scanner, lease);
      return;
    }
    try {
      context.threads().run(() -> take(bytes, scanner, lease));
    } catch (RuntimeException | Error noThread) {
      // What goes wrong in taking it is seen to there.
      failed(noThread);
      lease.release();
    }
  }

  private void failed(Throwable failure) {
    context.events().handlerFailed(connection.peer(), failure);
    connection.close(CloseReason.CONNECTION_FAILED);
    connection.answered();
  }

  private void take(byte[] bytes, MessageScanner scanner, Lease lease) throws InterruptedException {
    PendingChunk chunk = null;
    try {
      chunk = open(bytes, scanner, lease);
    } catch (RuntimeException | Error e) {
      failed(e);
    } finally {
      // From a chunk on, whoever settles it gives the memory back.
      if (chunk == null) {
        lease.release();
      }
    }
    if (chunk != null) {
      try {
        handle(chunk);
      } finally {
        lease.handedOver();
      }
    }
  }

  /** The message's chunk, or null if the message was answered already. */
  private @Nullable PendingChunk open(byte[] bytes, MessageScanner scanner, Lease lease)
      throws InterruptedException {
    long received = context.ticker().getAsLong();
    Message message;
    try {
      message = Message.read(bytes, scanner);
    } catch (MalformedChunkException e) {
      refuse(e, bytes, scanner.end(), lease);
      return null;
    }
    if (message.options().signal() != 0) {
      ignoreSignal(message, bytes, lease);
      return null;
    }
    Entries entries;
    byte[] held = message.needsPlain() ? bytes : lease.keepBesideSlots(bytes, scanner.end());
    try {
      entries = Entries.of(message, held, lease, context.limits());
    } catch (MalformedChunkException e) {
      refuse(message, e, held, lease);
      return null;
    }
    context
        .events()
        .chunkReceived(message.mode(), message.wireBytes(), (long) entries.to() - entries.from());
    return new PendingChunk(connection, message, entries, lease, received);
  }

  /** Refuses a message whose end is not known, nor thereby anything behind it. */
  void refuseBroken(MalformedChunkException e, byte[] bytes, int used, @Nullable Lease lease) {
    if (connection.begin()) {
      refuse(e, bytes, used, lease);
    } else if (lease != null) {
      lease.release();
    }
  }

  private void handle(PendingChunk chunk) throws InterruptedException {
    try {
      handOver(chunk);
    } catch (InterruptedException e) {
      chunk.refuse(ChunkRefusal.HANDLER_CLOSING);
      throw e;
    } catch (RuntimeException | Error e) {
      context.events().handlerFailed(connection.peer(), e);
      chunk.refuse(ChunkRefusal.HANDLER_FAILED);
    }
  }

  private void handOver(PendingChunk chunk) throws InterruptedException {
    try {
      context.handler().handle(chunk);
    } catch (MalformedChunkException e) {
      if (chunk.broken(e) == RefusalAction.DEAD_LETTER) {
        context.handler().salvage(chunk);
      }
    }
  }

  private void ignoreSignal(Message message, byte[] bytes, Lease lease) {
    long signal = message.options().signal();
    if (signal != 1 && signal != 2) {
      refuse(message, new MalformedChunkException(ChunkRefusal.UNKNOWN_SIGNAL, 0), bytes, lease);
      return;
    }
    lease.release();
    context.events().signalIgnored(signal == 1 ? IgnoredSignal.METRICS : IgnoredSignal.TRACES);
    connection.settle(message.options().chunk());
  }

  /** Refuses a message of which the id is known. */
  private void refuse(Message message, MalformedChunkException e, byte[] bytes, Lease lease) {
    RefusedChunk refused =
        new RefusedChunk(
            message.tag(),
            e.reason(),
            message.payloadFrom() + e.offset(),
            message.options().chunk(),
            bytes,
            message.payloadFrom(),
            message.payloadTo(),
            message.payloadTo(),
            true);
    ChunkRefuser.refuse(connection, refused, lease::release);
  }

  /** Refuses a message of which no id is known: it may have one that is waited for. */
  private void refuse(MalformedChunkException e, byte[] bytes, int used, @Nullable Lease lease) {
    int knownTo = (int) Math.min(used, e.offset());
    RefusedChunk refused =
        new RefusedChunk("", e.reason(), e.offset(), null, bytes, 0, knownTo, used, false);
    ChunkRefuser.refuse(
        connection,
        refused,
        () -> {
          if (lease != null) {
            lease.release();
          }
        });
  }
}
