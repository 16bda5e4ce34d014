package dev.weir.pack;

import java.io.IOException;

/** Why no package can be made, in a sentence for the user that says what to do. */
public final class PackagingException extends IOException {
  private static final long serialVersionUID = 1L;

  PackagingException(String message) {
    super(message);
  }

  PackagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
