package dev.weir.opensearch;

/** OpenSearch answered a request with a refusal. */
public final class RefusedException extends Exception {
  private final int status;
  private final String type;

  public RefusedException(String request, HttpAnswer answer) {
    this(request, answer.status(), BulkAnswer.errorType(answer.body()));
  }

  private RefusedException(String request, int status, String type) {
    super(request + ": " + status + " " + type);
    this.status = status;
    this.type = type;
  }

  /** The answer's status. */
  public int status() {
    return status;
  }

  /** The error's type, empty if the answer names none. */
  public String type() {
    return type;
  }
}
