package dev.weir.forward;

/** Why a connection ended; the name in lower case is a metric's label. */
public enum CloseReason {
  /** The peer closed between two messages: normal. */
  PEER_CLOSED,
  /** The peer closed inside a message, of which nothing was handed over. */
  PEER_CLOSED_IN_MESSAGE,
  /** The socket failed. */
  CONNECTION_FAILED,
  /** A chunk was refused, and closing is how the protocol says so. */
  CHUNK_REFUSED,
  /** The TLS or the shared-key handshake failed or took too long. */
  HANDSHAKE_FAILED,
  /** A message stopped arriving, or came too slowly. */
  READ_STALLED,
  /** A message came slowly in a slot beyond its peer's share, while another peer waited. */
  SLOT_TAKEN,
  /** The peer did not take its acknowledgements. */
  WRITE_STALLED,
  /** More connections than the listener takes, or than it takes of one peer. */
  TOO_MANY_CONNECTIONS,
  /** This server is closing. */
  SERVER_CLOSED;

  /** Whether the log says so: the others are normal, or said already. */
  boolean isTold() {
    return switch (this) {
      case READ_STALLED, SLOT_TAKEN, WRITE_STALLED, TOO_MANY_CONNECTIONS -> true;
      case PEER_CLOSED,
          PEER_CLOSED_IN_MESSAGE,
          CONNECTION_FAILED,
          CHUNK_REFUSED,
          HANDSHAKE_FAILED,
          SERVER_CLOSED ->
          false;
    };
  }
}
