package dev.weir.letters;

import dev.weir.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of which object a record became a dead letter, and why: ten lines a minute; the others are
 * counted in the next line. Thread-safe.
 */
final class LetterLog {
  private static final Logger log = LoggerFactory.getLogger(LetterLog.class);
  private static final Duration SPAN = Duration.ofMinutes(1);
  private static final int LINES = 10;
  private static final int MOST_CHARACTERS = 512;

  private final Clock clock;
  private Instant begun = Instant.MIN;
  private int lines;
  private long held;

  LetterLog(Clock clock) {
    this.clock = clock;
  }

  /** The letter is written. */
  void written(SentDocument letter) {
    long before = pass();
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

  /** How many were not told since the last line; -1 if this one is not told either. */
  private synchronized long pass() {
    Instant now = clock.instant();
    if (begun.equals(Instant.MIN) || !now.isBefore(begun.plus(SPAN))) {
      begun = now;
      lines = 0;
    }
    if (lines == LINES) {
      held++;
      return -1;
    }
    lines++;
    long before = held;
    held = 0;
    return before;
  }

  /** Names are chosen by others, and may be long. */
  private static String safe(String text) {
    return SafeText.of(
        text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text);
  }
}
