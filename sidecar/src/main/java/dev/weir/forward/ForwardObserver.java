package dev.weir.forward;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.ForwardMode;

/**
 * What happens in the server, for metrics. Called from many threads, on hot paths: an
 * implementation neither blocks nor throws.
 */
public interface ForwardObserver {
  /** Sees nothing. */
  ForwardObserver NONE = new ForwardObserver() {};

  default void connectionOpened() {}

  default void connectionClosed(CloseReason reason) {}

  default void handshakeFailed(HandshakeFailure failure) {}

  /**
   * A whole message is there and goes to the handler.
   *
   * @param wireBytes its size as it was sent
   * @param entriesBytes the size of its entries, decompressed
   */
  default void chunkReceived(ForwardMode mode, long wireBytes, long entriesBytes) {}

  /** A chunk became final this long after it was received, whether or not an ack was asked for. */
  default void chunkAcked(long nanos) {}

  default void chunkRefused(ChunkRefusal reason) {}

  /** A chunk went to the dead letters. */
  default void chunkPoisoned(ChunkRefusal reason) {}

  /** A connection got its slot after this long. */
  default void slotWaited(long nanos) {}

  /** A connection lost its slot because its message stopped arriving. */
  default void slotLost() {}

  default void signalIgnored(IgnoredSignal signal) {}
}
