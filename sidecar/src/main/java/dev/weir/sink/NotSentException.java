package dev.weir.sink;

import java.io.IOException;

/** No connection came about, so that the server cannot have done anything. */
final class NotSentException extends IOException {
  NotSentException(IOException cause) {
    super("not sent", cause);
  }
}
