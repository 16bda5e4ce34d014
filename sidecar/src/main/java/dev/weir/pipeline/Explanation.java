package dev.weir.pipeline;

import dev.weir.rule.TracedRules;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one record.
 *
 * @param type its type
 * @param reason why it is not indexed, or not understood; null for a document like any other
 * @param index where it goes; empty for one that is filtered
 * @param id the document's id; empty for one that is filtered
 * @param document the document exactly as it would be sent, but for the time of sending; empty for
 *     one that is filtered
 * @param beginning how a record begins that the source could not send; else empty
 * @param rules why rules match it, as far as somebody asked
 */
public record Explanation(
    String type,
    Outcome outcome,
    @Nullable String reason,
    String index,
    String id,
    String document,
    String beginning,
    TracedRules rules) {
  /** Of a record that became a document, or was filtered. */
  public Explanation(
      String type,
      Outcome outcome,
      @Nullable String reason,
      String index,
      String id,
      String document,
      TracedRules rules) {
    this(type, outcome, reason, index, id, document, "", rules);
  }

  /** What a record can come to. */
  public enum Outcome {
    INDEXED,
    FILTERED,
    /** Indexed as it came: its line was not understood. */
    UNPARSED,
    DEAD_LETTERED
  }
}
