package dev.weir.account;

/** What became of a record. Each record read meets exactly one. */
public sealed interface Fate {
  /**
   * Written by this record's own request.
   *
   * @param parsed whether it was understood; if not, it is indexed as it came
   */
  record Indexed(boolean parsed) implements Fate {}

  /**
   * Its id was there before: another object or an earlier attempt brought it in.
   *
   * @param parsed whether it was understood
   */
  record AlreadyIndexed(boolean parsed) implements Fate {}

  /** Dropped by configuration. {@code reason} names the rule. */
  record Filtered(String reason) implements Fate {}

  /**
   * Kept as a dead letter.
   *
   * @param reason one of a bounded set
   * @param whole whether the letter holds the whole record, so that it can be sent again without
   *     the object
   */
  record DeadLettered(String reason, boolean whole) implements Fate {}

  /** Taken out by the user's own Fluent Bit filters. */
  record DroppedInFluentBit() implements Fate {}

  /** Acknowledged by Fluent Bit, and nothing of its frame ever arrived. */
  record Unaccounted() implements Fate {}

  Fate INDEXED = new Indexed(true);
  Fate ALREADY_INDEXED = new AlreadyIndexed(true);
  Fate UNPARSED = new Indexed(false);
  Fate ALREADY_UNPARSED = new AlreadyIndexed(false);
  Fate DROPPED_IN_FLUENT_BIT = new DroppedInFluentBit();
  Fate UNACCOUNTED = new Unaccounted();

  /** The same fate, of a record that was not understood. */
  static Fate unparsed(Fate fate) {
    return switch (fate) {
      case Indexed _ -> UNPARSED;
      case AlreadyIndexed _ -> ALREADY_UNPARSED;
      case Filtered _, DeadLettered _, DroppedInFluentBit _, Unaccounted _ -> fate;
    };
  }
}
