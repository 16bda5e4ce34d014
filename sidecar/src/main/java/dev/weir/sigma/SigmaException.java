package dev.weir.sigma;

/** A document that is refused. */
final class SigmaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * A reason.
   *
   * @param line where it stands, from 1
   */
  SigmaException(int line, String reason) {
    super(reason);
    this.line = line;
  }

  int line() {
    return line;
  }

  /** What is wrong. */
  String reason() {
    return String.valueOf(getMessage());
  }
}
