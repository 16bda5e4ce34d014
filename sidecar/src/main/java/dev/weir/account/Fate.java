package dev.weir.account;

/** What became of a record. Each record read meets exactly one. */
public sealed interface Fate {
  /** Written by this record's own request. */
  record Indexed() implements Fate {}

  /** Its id was there before: another object or an earlier attempt brought it in. */
  record AlreadyIndexed() implements Fate {}

  /** Dropped by configuration. {@code reason} names the rule. */
  record Filtered(String reason) implements Fate {}

  /** Kept as a dead letter. {@code reason} is one of a bounded set. */
  record DeadLettered(String reason) implements Fate {}

  /** Taken out by the user's own Fluent Bit filters. */
  record DroppedInFluentBit() implements Fate {}

  /** Acknowledged by Fluent Bit, and nothing of its frame ever arrived. */
  record Unaccounted() implements Fate {}

  Fate INDEXED = new Indexed();
  Fate ALREADY_INDEXED = new AlreadyIndexed();
  Fate DROPPED_IN_FLUENT_BIT = new DroppedInFluentBit();
  Fate UNACCOUNTED = new Unaccounted();
}
