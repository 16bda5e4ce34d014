package dev.weir.letters;

import dev.weir.text.LogLimiter;
import dev.weir.text.SafeText;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of which object a record became a dead letter, and why: ten lines a minute; the others are
 * counted in the next line. Thread-safe.
 */
final class LetterLog {
  private static final Logger log = LoggerFactory.getLogger(LetterLog.class);
  private static final int LINES = 10;
  private static final int MOST_CHARACTERS = 512;

  private final LogLimiter limiter;

  LetterLog(Clock clock) {
    limiter = LogLimiter.aMinute(clock, LINES);
  }

  /** The letter is written. */
  void written(SentDocument letter) {
    long before = limiter.pass();
    if (before < 0) {
      return;
    }
    DocumentFacts facts = letter.facts();
    String bucket = facts.text("bucket");
    long ordinal = facts.number("ordinal", -1);
    log.warn(
        "{} became a dead letter: {} ({}). `weir letters show {}` shows it{}",
        bucket == null
            ? "A record of " + safe(facts.text("tag", "a host"))
            : (ordinal < 0 ? "" : "Record " + ordinal + " of ")
                + safe("s3://" + bucket + "/" + facts.text("key", "")),
        safe(facts.text("reason", "unknown")),
        safe(facts.text("stage", "sink")),
        safe(letter.id()),
        before == 0 ? "" : " (" + before + " more since the last line)");
  }

  /** Names are chosen by others, and may be long. */
  private static String safe(String text) {
    return SafeText.of(
        text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text);
  }
}
