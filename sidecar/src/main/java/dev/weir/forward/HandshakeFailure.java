package dev.weir.forward;

/** Why a peer was not let in; the name in lower case is a metric's label. */
public enum HandshakeFailure {
  /** The TLS handshake failed: no common version, or no certificate that we trust. */
  TLS,
  /** Not done within the deadline. */
  TOO_LATE,
  /** The peer closed first. */
  PEER_CLOSED,
  /** What came is not a PING of six elements, or is larger than a PING may be. */
  MALFORMED_PING,
  /** The digest was made with another shared key. */
  WRONG_SHARED_KEY,
  /** The user is not known, or the password is wrong: which of the two is not told. */
  WRONG_USER
}
