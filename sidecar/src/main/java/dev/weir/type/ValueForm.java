package dev.weir.type;

/**
 * How the values of a column look. A value that looks otherwise shows that a line has its values
 * elsewhere. What stands for no value fits every form.
 */
public enum ValueForm {
  /** Anything: also what clients write, of whom nobody knows what they write. */
  ANY,
  /** A whole number. */
  NUMBER,
  /** A number, with decimals or without. */
  DECIMAL,
  /** A number with a decimal point, as nginx writes seconds. */
  FRACTION,
  /** A port. */
  PORT,
  /** A number without quotes, or two with a slash between them. */
  DURATION,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** Three digits without quotes, as HTTP has them (RFC 9110, section 15). */
  STATUS,
  /** An IPv4 or IPv6 address. */
  ADDRESS,
  /** An address, or {@code unix:} of a socket in the file system. */
  PEER,
  /** A host's name or its address. */
  HOST,
  /** An address or a name, with a port or without. */
  ENDPOINT,
  /**
   * The same of a server that was asked. A name without dot and port has a small letter: a word in
   * capitals is a level.
   */
  SITE,
  /** A date with a time of day in any form, or a number that may be one. */
  TIME;

  /** How values of a field look of which nothing else is said. */
  public static ValueForm of(FieldType type) {
    return switch (type) {
      case LONG -> NUMBER;
      case DOUBLE -> DECIMAL;
      case BOOLEAN -> BOOLEAN;
      case IP -> ADDRESS;
      case DATE, EPOCH_MILLIS, EPOCH_SECONDS -> TIME;
      case KEYWORD, TEXT, FLAT, STORED -> ANY;
    };
  }
}
