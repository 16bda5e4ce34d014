package dev.weir.detect;

import dev.weir.rule.Rule;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * How long a rule may take with one record. A rule that takes longer again and again is switched
 * off for records of that type.
 *
 * @param nanos how long
 * @param off told once of each rule that is switched off, and the type; on the thread of the record
 */
public record RuleLimit(long nanos, BiConsumer<Rule, String> off) {
  /** Any time. */
  public static final RuleLimit NONE = new RuleLimit(Long.MAX_VALUE, (rule, type) -> {});

  /** So many of the {@link #RECORDS} records that were looked at last must have taken longer. */
  public static final int SLOW_RECORDS = 20;

  /** The records that count. */
  public static final int RECORDS = Integer.SIZE;

  /**
   * Beside that, all records that took longer must have taken so long together: while the JVM still
   * interprets its code, an innocent expression may take longer a few times in a row.
   */
  public static final Duration ALTOGETHER = Duration.ofSeconds(1);
}
