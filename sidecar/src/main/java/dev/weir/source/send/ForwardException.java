package dev.weir.source.send;

import java.io.IOException;

/** The peer does not speak the protocol as this side must insist on. */
final class ForwardException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  ForwardException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** A metric's label. */
  String reason() {
    return reason;
  }
}
