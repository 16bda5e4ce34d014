package dev.weir.detect;

/**
 * Something that is in all records that an expression matches, so that a rule need not be looked at
 * where it is not.
 */
sealed interface Witness {
  /** The field that it is a value of, by its place among the fields of the type's rules. */
  int field();

  /**
   * The field has this value.
   *
   * @param text in lower case
   */
  record Exact(int field, String text) implements Witness {}

  /**
   * This text is in a value of the field, or in the whole record.
   *
   * @param text in lower case, at least {@link GramTable#SHORTEST} bytes
   */
  record Part(int field, String text) implements Witness {}

  /** The field is there. */
  record Present(int field) implements Witness {}
}
