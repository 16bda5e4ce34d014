package dev.weir.lab;

/**
 * A server of the lab could not be started, reached or stopped. The message says which, and shows
 * the last lines it printed; a test or demo can do nothing but end.
 */
public final class LabException extends RuntimeException {
  LabException(String message) {
    super(message);
  }

  LabException(String message, Throwable cause) {
    super(message, cause);
  }
}
