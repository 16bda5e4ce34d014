package dev.weir.parse;

/**
 * A column of lines with values between separators, and how its values are written.
 *
 * @param column takes the value
 * @param bracketed whether it is in brackets
 * @param quoted whether it always has quotes
 * @param list whether there may be several values
 * @param closing which quote ends one that begins with a quote
 */
record DelimitedColumn(
    Fields.Column column, boolean bracketed, boolean quoted, boolean list, Closing closing) {
  /** Which quote ends a value. */
  enum Closing {
    /** The first behind which a separator or the line's end is; a backslash escapes one. */
    ESCAPED,
    /** The first behind which a number is, or what stands for none. */
    BEFORE_NUMBER,
    /** The first behind which a separator and another quote are; without such the last one. */
    BESIDE_QUOTE,
    /** The line's last one. */
    LAST
  }

  /** Whether anybody may write quotes into it. */
  boolean isRaw() {
    return closing != Closing.ESCAPED;
  }
}
