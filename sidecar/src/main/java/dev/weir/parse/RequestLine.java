package dev.weir.parse;

/** The first line of a request of HTTP, {@code GET /a HTTP/1.1}. */
final class RequestLine {
  private RequestLine() {}

  /** What is no method begins no request line, such as the hyphens of a broken request. */
  static boolean isMethod(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((b[i] < 'A' || b[i] > 'Z') && b[i] != '-' && b[i] != '_') {
        return false;
      }
    }
    return to > from && b[from] != '-';
  }
}
