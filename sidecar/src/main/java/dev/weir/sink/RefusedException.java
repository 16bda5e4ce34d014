package dev.weir.sink;

/** OpenSearch answered a request with a refusal. */
final class RefusedException extends Exception {
  private final int status;
  private final String type;

  RefusedException(String request, HttpAnswer answer) {
    this(request, answer.status(), BulkAnswer.errorType(answer.body()));
  }

  private RefusedException(String request, int status, String type) {
    super(request + ": " + status + " " + type);
    this.status = status;
    this.type = type;
  }

  int status() {
    return status;
  }

  /** The error's type, empty if the answer names none. */
  String type() {
    return type;
  }
}
