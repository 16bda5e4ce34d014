package dev.weir.opensearch;

import java.io.IOException;

/** No connection came about, so that the server cannot have done anything. */
public final class NotSentException extends IOException {
  NotSentException(IOException cause) {
    super("no connection: " + reason(cause), cause);
  }

  /** The JDK's client often fails without a message; the name says as much. */
  private static String reason(IOException cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ", " + cause.getMessage();
  }
}
