package dev.weir.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How many messages a destination gets: some one by one, and in a storm a digest each minute. Times
 * are nanoseconds of a clock that only runs forward. Not thread-safe.
 */
final class Pace {
  private static final int SINGLE = 20;
  private static final long WITHIN = Duration.ofMinutes(5).toNanos();
  private static final long BETWEEN_DIGESTS = Duration.ofMinutes(1).toNanos();

  private final ArrayDeque<Long> sent = new ArrayDeque<>();
  private @Nullable Long digest;

  /** How many messages may go out one by one now. */
  int singles(long now) {
    while (!sent.isEmpty() && now - sent.getFirst() > WITHIN) {
      sent.removeFirst();
    }
    return SINGLE - sent.size();
  }

  void sentSingle(long now) {
    sent.addLast(now);
  }

  /** Whether it is time for a digest of what may not go out one by one. */
  boolean isDigestDue(long now) {
    return digest == null || now - digest >= BETWEEN_DIGESTS;
  }

  void sentDigest(long now) {
    digest = now;
  }
}
