package dev.weir.parse;

import dev.weir.type.ValueForm;

/**
 * A column of lines with values between separators, and how its values are written.
 *
 * @param column takes the value
 * @param number of its name: columns of one name in a layout have the same
 * @param form how a value looks
 * @param bracketed whether it is in brackets
 * @param optional whether it was left out of a line that has no quote, or no bracket, in its place
 * @param list whether there may be several values
 * @param tail whether another column may stand in its place
 * @param passedOver whether its values are not kept
 * @param closing which quote ends one that begins with a quote
 */
record DelimitedColumn(
    Fields.Column column,
    int number,
    ValueForm form,
    boolean bracketed,
    boolean optional,
    boolean list,
    boolean tail,
    boolean passedOver,
    Closing closing) {
  /** Which quote ends a value. */
  enum Closing {
    /** The first behind which a separator or the line's end is; a backslash escapes one. */
    ESCAPED,
    /** The first that no other one follows: two of them are one in the value (RFC 4180). */
    DOUBLED,
    /** The first behind which a number is, or what stands for none. */
    BEFORE_NUMBER,
    /** The first behind which a separator and another quote are; without such the last one. */
    BESIDE_QUOTE,
    /** The line's last one. */
    LAST
  }

  /** Whether its values may have quotes around them. */
  boolean takesQuotes() {
    boolean bare = form == ValueForm.STATUS || form == ValueForm.DURATION;
    return !bare || closing == Closing.DOUBLED;
  }

  /** What begins each of its values, if one is there; 0 for nothing in particular. */
  byte opening() {
    return (byte) (bracketed ? '[' : optional ? '"' : 0);
  }
}
