package dev.weir.control;

/** The daemon could not replay, or not to the end; the message says why in one sentence. */
public final class ReplayException extends Exception {
  private static final long serialVersionUID = 1L;

  ReplayException(String message) {
    super(message);
  }
}
