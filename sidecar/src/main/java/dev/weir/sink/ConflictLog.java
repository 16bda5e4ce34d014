package dev.weir.sink;

import dev.weir.text.LogLimiter;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that records had ids of others, once a minute. */
final class ConflictLog {
  private static final Logger log = LoggerFactory.getLogger(ConflictLog.class);

  private final LogLimiter limiter;

  ConflictLog(Clock clock) {
    limiter = LogLimiter.aMinute(clock, 1);
  }

  void conflict(String type) {
    long unsaid = limiter.pass();
    if (unsaid < 0) {
      return;
    }
    log.warn(
        "a record of {} has the id of another record with another content, and is indexed under the"
            + " id of its place ({} more since the last such line); search for weir.id_conflict:*"
            + " and ask who may write such objects",
        type,
        unsaid);
  }
}
