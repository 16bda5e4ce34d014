package dev.weir.forward;

/** A peer that is not let in. */
final class HandshakeException extends Exception {
  private static final long serialVersionUID = 1L;

  private final HandshakeFailure failure;

  HandshakeException(HandshakeFailure failure) {
    super(failure.name(), null, false, false);
    this.failure = failure;
  }

  HandshakeFailure failure() {
    return failure;
  }
}
