package dev.weir.source.aws;

import java.io.IOException;

/** AWS answered a call with an error. */
final class RefusedCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * An answer.
   *
   * @param code AWS's name of the error, or the status
   */
  RefusedCallException(String code) {
    super(code);
    this.code = code;
  }

  String code() {
    return code;
  }
}
