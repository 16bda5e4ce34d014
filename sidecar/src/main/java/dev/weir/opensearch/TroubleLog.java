package dev.weir.opensearch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log when a trouble begins, once a minute that it lasts, and when it is over. Of one
 * that comes and goes it says so, and once a minute how often. So the last line of a trouble never
 * says what is not so. Not thread-safe.
 *
 * <p>A limiter of lines would not do: an end that is held back is not one line less, but makes the
 * line before it wrong.
 */
final class TroubleLog {
  private static final Logger log = LoggerFactory.getLogger(TroubleLog.class);
  private static final Duration SPAN = Duration.ofMinutes(1);

  /** So many beginnings of a reason are said in a minute, each with its end. */
  private static final int MOST_BEGINNINGS = 3;

  /** What was said of a reason. */
  private static final class Said {
    Instant spanBegan = Instant.MIN;
    int beginnings;

    /** It is on, and the log says so. */
    boolean on;

    Instant last = Instant.MIN;

    /** The log says that it comes and goes. */
    boolean unsteady;

    int unsaid;
    Duration unsaidTime = Duration.ZERO;
  }

  private final Clock clock;
  private final Map<HoldReason, Said> byReason = new EnumMap<>(HoldReason.class);

  TroubleLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * It is on.
   *
   * @param evidence a status, an error type or an exception's name; never its message
   */
  void on(HoldReason reason, int documents, String evidence) {
    Instant now = clock.instant();
    Said said = byReason.computeIfAbsent(reason, none -> new Said());
    if (!now.isBefore(said.spanBegan.plus(SPAN))) {
      said.spanBegan = now;
      said.beginnings = 0;
      said.unsteady = false;
    }
    if (said.on ? now.isBefore(said.last.plus(SPAN)) : !mayBegin(reason, said)) {
      return;
    }
    said.on = true;
    said.last = now;
    lasts(reason, documents, evidence);
  }

  private static boolean mayBegin(HoldReason reason, Said said) {
    if (said.beginnings < MOST_BEGINNINGS) {
      said.beginnings++;
      return true;
    }
    if (!said.unsteady) {
      said.unsteady = true;
      log.warn("{} comes and goes; the log says in a minute how often", reason.label());
    }
    return false;
  }

  private static void lasts(HoldReason reason, int documents, String evidence) {
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

  /** It is over. */
  void over(HoldReason reason, Duration took) {
    Said said = byReason.computeIfAbsent(reason, none -> new Said());
    if (!said.on) {
      said.unsaid++;
      said.unsaidTime = said.unsaidTime.plus(took);
      return;
    }
    said.on = false;
    log.info(
        "{} takes {} again: {} is over after {} s",
        reason == HoldReason.LETTERS_S3 ? "S3" : "OpenSearch",
        reason == HoldReason.LETTERS_S3 ? "dead letters" : "documents",
        reason.label(),
        took.toSeconds());
  }

  /** Says how often came and went what has been unsteady for a minute; to be called often. */
  void sumUp() {
    byReason.forEach(
        (reason, said) -> {
          if (said.unsaid > 0 && !clock.instant().isBefore(said.spanBegan.plus(SPAN))) {
            log.warn(
                "{} came and went {} times more, {} s in all",
                reason.label(),
                said.unsaid,
                said.unsaidTime.toSeconds());
            said.unsteady = false;
            said.unsaid = 0;
            said.unsaidTime = Duration.ZERO;
          }
        });
  }
}
