package dev.weir.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that records had ids of others, once a minute. */
final class ConflictLog {
  private static final Logger log = LoggerFactory.getLogger(ConflictLog.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant last = Instant.MIN;
  private long unsaid;

  ConflictLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void conflict(String type) {
    Instant now = clock.instant();
    if (now.isBefore(last.plus(QUIET))) {
      unsaid++;
      return;
    }
    last = now;
    log.warn(
        "a record of {} has the id of another record with another content, and is indexed under the"
            + " id of its place ({} more since the last such line); search for weir.id_conflict:*"
            + " and ask who may write such objects",
        type,
        unsaid);
    unsaid = 0;
  }
}
