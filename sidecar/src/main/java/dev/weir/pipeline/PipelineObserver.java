package dev.weir.pipeline;

import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.Rule;

/** Hears what the pipeline meets between the stages. Called for single records; must be cheap. */
public interface PipelineObserver {
  /** So many chunks more are at work, or fewer. */
  void chunksAtWork(int change);

  /** A record carried a stamp that this fleet did not write; it was taken out. */
  void stampForged();

  /** A filter dropped a record. {@code reason} is the rule's name. */
  void recordFiltered(String reason);

  /** A record lay in another, and is of this type; told before what becomes of it. */
  void innerRecord(String type);

  /**
   * A line was not understood, and is indexed as it came.
   *
   * @param reason one of few texts
   */
  void recordUnparsed(String type, String reason);

  /**
   * A document has another time than the event's own, and says so.
   *
   * @param reason one of few texts
   */
  void timeReplaced(String type, String reason);

  /** Text of a record was no UTF-8; its bytes are kept in the document. */
  void invalidUtf8(String type);

  /** A line has values in columns that its type does not know; they are kept. */
  void columnsUnknown(String type);

  /**
   * A record was held against the rules for its type.
   *
   * @param reasons tells why they match, until the observer returns
   */
  void detected(RuleReasons reasons) throws MsgpackException;

  /** A record matches a rule. */
  void ruleMatched(Rule rule);

  /** A filter in Fluent Bit made several records of one; this is a further one. */
  void recordMultiplied();
}
