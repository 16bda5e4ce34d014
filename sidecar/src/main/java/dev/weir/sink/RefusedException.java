package dev.weir.sink;

/** OpenSearch answered a request of the start-up with a refusal. */
final class RefusedException extends Exception {
  private final int status;

  RefusedException(String request, HttpAnswer answer) {
    super(request + ": " + answer.status() + " " + BulkAnswer.errorType(answer.body()));
    this.status = answer.status();
  }

  int status() {
    return status;
  }
}
