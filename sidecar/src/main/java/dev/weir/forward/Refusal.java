package dev.weir.forward;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** Refuses chunks: by closing the connection, or, when a chunk keeps coming, by a dead letter. */
final class Refusal {
  private static final int RAW_LIMIT_BYTES = 64 << 10;

  private Refusal() {}

  /**
   * Refuses a chunk that {@link Connection#begin} counted in.
   *
   * @param free gives the chunk's memory back; is run before anything that waits
   */
  static void refuse(Connection connection, RefusedChunk chunk, Runnable free) {
    ForwardContext context = connection.context();
    context.observer().chunkRefused(chunk.reason());
    context.log().chunkRefused(connection.peer(), chunk.reason(), chunk.offset());
    if (!chunk.reason().permanent()) {
      free.run();
      connection.close(CloseReason.CHUNK_REFUSED);
      connection.answered();
      return;
    }
    String fingerprint = RefusalMemory.fingerprint(chunk);
    boolean sentAgain = chunk.chunkId() != null || !chunk.endKnown();
    Verdict verdict = context.refusals().refused(fingerprint, sentAgain);
    int rawBytes = chunk.to() - chunk.from();
    byte[] raw =
        Arrays.copyOfRange(
            chunk.bytes(), chunk.from(), chunk.from() + Math.min(rawBytes, RAW_LIMIT_BYTES));
    free.run();
    switch (verdict) {
      case SEND_AGAIN -> {
        connection.close(CloseReason.CHUNK_REFUSED);
        connection.answered();
      }
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
    context.observer().chunkPoisoned(chunk.reason());
    try {
      context
          .handler()
          .poisoned(chunk.tag(), chunk.reason(), raw, rawBytes, connection.peer(), whenKept);
    } catch (RuntimeException e) {
      context.log().handlerFailed(connection.peer(), e);
      if (kept.compareAndSet(false, true)) {
        connection.close(CloseReason.CHUNK_REFUSED);
        connection.answered();
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
