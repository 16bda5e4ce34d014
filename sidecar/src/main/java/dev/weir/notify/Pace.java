package dev.weir.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * How many messages a destination gets: some one by one, and in a storm a digest each minute. Not
 * thread-safe.
 */
final class Pace {
  private static final int SINGLE = 20;
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final Duration BETWEEN_DIGESTS = Duration.ofMinutes(1);

  private final ArrayDeque<Instant> sent = new ArrayDeque<>();
  private Instant digest = Instant.MIN;

  /** How many messages may go out one by one now. */
  int singles(Instant now) {
    while (!sent.isEmpty() && sent.peekFirst().plus(WITHIN).isBefore(now)) {
      sent.removeFirst();
    }
    return SINGLE - sent.size();
  }

  void sentSingle(Instant now) {
    sent.addLast(now);
  }

  /** Whether it is time for a digest of what may not go out one by one. */
  boolean isDigestDue(Instant now) {
    return digest.equals(Instant.MIN) || !digest.plus(BETWEEN_DIGESTS).isAfter(now);
  }

  void sentDigest(Instant now) {
    digest = now;
  }
}
