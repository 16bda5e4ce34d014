package dev.weir.daemon;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;

/** Why nothing was reached, in words that say what to do: libraries name their own classes. */
final class PlainProblem {
  /** Causes may lead round. */
  private static final int MOST_CAUSES = 20;

  private static final String LATE =
      "no answer in time: a security group, a route or a missing VPC endpoint may be in the way";

  private PlainProblem() {}

  static String of(Throwable problem) {
    Throwable cause = problem;
    Throwable last = problem;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      Optional<String> known = known(cause);
      if (known.isPresent()) {
        return known.get();
      }
      last = cause;
      cause = cause.getCause();
    }
    String message = problem.getMessage();
    // What wraps a failure without a word of its own names the class alone.
    return message == null || message.equals(last.getClass().getSimpleName())
        ? String.valueOf(last.getMessage())
        : message;
  }

  private static Optional<String> known(Throwable cause) {
    return switch (cause) {
      case UnknownHostException unknown ->
          Optional.of(
              "no address is known for "
                  + host(unknown)
                  + ": is the name right, and the region in it, and does this host ask a DNS server?");
      case ConnectException refused ->
          Optional.of("nothing listens there: is it running, and are its address and port right?");
      case SocketTimeoutException late -> Optional.of(LATE);
      case HttpTimeoutException late -> Optional.of(LATE);
      default -> Optional.empty();
    };
  }

  /** The resolver puts its own words behind the name. */
  private static String host(UnknownHostException unknown) {
    String message = String.valueOf(unknown.getMessage());
    int end = message.indexOf(':');
    return end < 0 ? message : message.substring(0, end);
  }
}
