package dev.weir.daemon;

import dev.weir.pipeline.Explanation;
import dev.weir.rule.TraceChoice;
import dev.weir.type.LogType;
import java.util.Map;

/** Hears what becomes of an object's records. */
public interface ExplainListener {
  /**
   * Told of an object, and of each member of an archive, before its records.
   *
   * @param why in words for people
   */
  void recognized(LogType type, String why);

  /**
   * Told instead of {@link #recognized} of an object, or a member of an archive, that is no text.
   *
   * @param why in words for people
   */
  void opaque(LogType type, String why);

  /**
   * Told instead of anything else of an object that is not read at all.
   *
   * @param reason one of a bounded set
   */
  void skipped(String reason);

  /**
   * Told at the end of an object without records.
   *
   * @param why in words for people
   */
  void empty(String why);

  /** Whether the records to come are to be told step by step, which takes a run for each step. */
  boolean wantsSteps();

  /** Of which rules the records to come are to tell why they match. */
  default TraceChoice traces() {
    return TraceChoice.NONE;
  }

  /**
   * Told of each record.
   *
   * @param documents where each step is told, the document without enrichment, under an empty name,
   *     then with one enrichment after the other, by their names; texts are empty where there is no
   *     document
   */
  void record(Explanation explanation, Map<String, String> documents);
}
