package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses what cannot be read: by closing the connection, or, when it keeps coming, by a dead
 * letter.
 */
final class ChunkRefuser {
  private static final int RAW_LIMIT_BYTES = 64 << 10;

  private ChunkRefuser() {}

  /** Counts and tells that something cannot be read; says what becomes of it. */
  static RefusalAction verdict(Connection connection, RefusedChunk chunk, String fingerprint) {
    ForwardContext context = connection.context();
    tell(connection, chunk.reason(), chunk.offset());
    boolean sentAgain = chunk.chunkId() != null || !chunk.endKnown();
    RefusalAction verdict = context.refusals().refused(fingerprint, sentAgain);
    if (verdict == RefusalAction.DEAD_LETTER) {
      context.events().chunkPoisoned(chunk.reason());
    }
    return verdict;
  }

  /** Tells of a refusal. */
  static void tell(Connection connection, ChunkRefusal reason, long offset) {
    connection.context().events().chunkRefused(connection.peer(), reason, offset);
  }

  /** Closes the connection of a chunk that {@link Connection#begin} counted in. */
  static void close(Connection connection) {
    connection.close(CloseReason.CHUNK_REFUSED);
    connection.answered();
  }

  /**
   * Refuses a message whose entries cannot be told apart.
   *
   * @param free gives the message's memory back; is run before anything that waits
   */
  static void refuse(Connection connection, RefusedChunk chunk, Runnable free) {
    String fingerprint = RefusalMemory.fingerprint(chunk);
    RefusalAction verdict = verdict(connection, chunk, fingerprint);
    int rawBytes = chunk.to() - chunk.from();
    byte[] raw =
        Arrays.copyOfRange(
            chunk.bytes(), chunk.from(), chunk.from() + Math.min(rawBytes, RAW_LIMIT_BYTES));
    free.run();
    switch (verdict) {
      case SEND_AGAIN -> close(connection);
      case KEPT_BEFORE -> answer(connection, chunk);
      case DEAD_LETTER -> deadLetter(connection, chunk, fingerprint, raw, rawBytes);
    }
  }

  private static void deadLetter(
      Connection connection, RefusedChunk chunk, String fingerprint, byte[] raw, int rawBytes) {
    ForwardContext context = connection.context();
    AtomicBoolean kept = new AtomicBoolean();
    Runnable whenKept =
        () -> {
          if (kept.compareAndSet(false, true)) {
            context.refusals().kept(fingerprint);
            answer(connection, chunk);
          }
        };
    try {
      context
          .handler()
          .poisoned(chunk.tag(), chunk.reason(), raw, rawBytes, connection.peer(), whenKept);
    } catch (RuntimeException e) {
      context.events().handlerFailed(connection.peer(), e);
      if (kept.compareAndSet(false, true)) {
        close(connection);
      }
    }
    if (!chunk.endKnown()) {
      connection.close(CloseReason.CHUNK_REFUSED);
    }
  }

  private static void answer(Connection connection, RefusedChunk chunk) {
    if (!chunk.endKnown()) {
      connection.close(CloseReason.CHUNK_REFUSED);
    }
    connection.settle(chunk.chunkId());
  }
}
