package dev.weir.opensearch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why documents wait for OpenSearch, and what ends it. None of these is a document's own fault. */
public enum HoldReason {
  UNREACHABLE("check that OpenSearch runs and that the address and TLS settings are right"),
  OVERLOADED("OpenSearch rejects writes under load; it passes, or the cluster needs more capacity"),
  BLOCKED("writes to the index are blocked: free disk space, or lift the block from the index"),
  UNAUTHORIZED("give weir's user or role the right to write, or correct its credentials"),
  NOT_FOUND("the index does not exist and may not be created, or the address has a wrong path"),
  INDEX_CLOSED("open the index"),
  LIMIT("a limit of the cluster, such as its number of shards, is reached: raise it or free some"),
  INDEX_REFUSES("the index takes no document: check its alias, its pipeline and its templates"),
  LETTERS_S3(
      "give weir's role s3:PutObject on the prefix of dead_letters.s3, or correct the prefix"),
  UNKNOWN("OpenSearch refuses in a way that says nothing about the document: see its own log");

  private final String advice;

  HoldReason(String advice) {
    this.advice = advice;
  }

  /** What an operator does about it. */
  public String advice() {
    return advice;
  }

  /** The alarm that is on meanwhile. */
  public String alarm() {
    return this == LETTERS_S3 ? label() : "opensearch_" + label();
  }

  /** The reason whose alarm this is; empty if it is another alarm. */
  public static Optional<HoldReason> ofAlarm(String alarm) {
    return Arrays.stream(values()).filter(reason -> reason.alarm().equals(alarm)).findFirst();
  }

  /** The label of metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
