package dev.weir.sink;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why documents wait, once a minute for each reason, and what an operator does about it. */
final class HoldLog {
  private static final Logger log = LoggerFactory.getLogger(OpenSearchSink.class);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<HoldReason, Instant> last = new EnumMap<>(HoldReason.class);

  HoldLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param evidence a status, an error type or an exception's name; never its message
   */
  synchronized void holding(HoldReason reason, int documents, String evidence) {
    Instant now = clock.instant();
    Instant before = last.get(reason);
    if (before != null && now.isBefore(before.plus(QUIET))) {
      return;
    }
    last.put(reason, now);
    switch (reason) {
      case UNREACHABLE, OVERLOADED ->
          log.warn(
              "OpenSearch takes nothing now, {} documents wait: {} ({}); {}",
              documents,
              reason.label(),
              evidence,
              reason.advice());
      case LETTERS_S3 ->
          log.error(
              "S3 takes no dead letters, {} wait ({}); {}", documents, evidence, reason.advice());
      case BLOCKED, UNAUTHORIZED, NOT_FOUND, INDEX_CLOSED, LIMIT, INDEX_REFUSES, UNKNOWN ->
          log.error(
              "OpenSearch refuses {} documents, which wait: {} ({}); {}",
              documents,
              reason.label(),
              evidence,
              reason.advice());
    }
  }
}
