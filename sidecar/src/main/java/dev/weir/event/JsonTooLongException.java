package dev.weir.event;

/** A text would become longer than its {@link JsonBuffer} may; the buffer holds half of it. */
public final class JsonTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonTooLongException() {
    // Hostile input must stay cheap: no stack trace.
    super("longer than allowed", null, false, false);
  }
}
