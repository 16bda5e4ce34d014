package dev.weir.opensearch;

/** What an answer means for a document or a request. */
public sealed interface Verdict {
  /** It is there, written now. */
  record Written() implements Verdict {}

  /** A document with its id is there. */
  record Conflict() implements Verdict {}

  /** It will never be accepted as it is. {@code reason} is a label. */
  record Refused(String reason) implements Verdict {}

  /** Refused, by its own fault or the index's: a probe of the index tells which. */
  record Suspect(String reason) implements Verdict {}

  /**
   * To be tried again.
   *
   * @param ambiguous whether it may have been written nonetheless
   */
  record Hold(HoldReason reason, boolean ambiguous) implements Verdict {}

  Verdict WRITTEN = new Written();
  Verdict CONFLICT = new Conflict();
}
