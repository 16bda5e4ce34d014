package dev.weir.telemetry;

/** What is answered to a request. */
record HttpAnswer(int status, String type, String body) {
  private static final String TEXT = "text/plain; charset=utf-8";

  static HttpAnswer text(int status, String body) {
    return new HttpAnswer(status, TEXT, body);
  }

  /** The reason phrase of the statuses that are used here (RFC 9110, section 15). */
  String phrase() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
