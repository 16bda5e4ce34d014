package dev.weir.account;

import java.util.Locale;

/**
 * What the fates are called, the same in metrics, in the ledger's documents, in {@code weir status}
 * and in {@code weir explain}. The records read are the sum of all of these.
 */
public enum FateName {
  INDEXED("indexed"),
  ALREADY_INDEXED("already indexed"),
  /** A reason goes with it. */
  FILTERED("filtered"),
  /** A reason goes with it. */
  DEAD_LETTERED("dead-lettered"),
  DROPPED_IN_FLUENT_BIT("dropped in Fluent Bit"),
  UNACCOUNTED("unaccounted"),
  /** No fate yet. */
  IN_FLIGHT("in flight");

  private final String words;

  FateName(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** For programs: a metric's label, or a field of JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The label, a dot, and the reason. */
  public String label(String reason) {
    return label() + "." + reason;
  }
}
