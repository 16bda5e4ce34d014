package dev.weir.cli;

/** A command was asked for what cannot be; the message says it in one sentence. */
final class WrongUsageException extends Exception {
  private static final long serialVersionUID = 1;

  WrongUsageException(String message) {
    super(message);
  }
}
